using Suite.Testing;

namespace Suite.Bench.Instrumentation;

/// <summary>A backend in a process of its own, and what its requests cost it.</summary>
internal sealed class Backend(string name, string[] environment, string[] settings, string apiKey) : IAsyncDisposable
{
    private const int AtOnce = 8;
    private const double NextToNothing = 0.005;
    // ".NET Tiered Compilation Worker", of which the kernel keeps fifteen characters.
    private const string Compiler = ".NET Tiered Com";

    private ServerProcess? _process;
    private HttpClient? _client;

    /// <summary>What is different about it.</summary>
    public string Name => name;

    /// <summary>Microseconds of processor time a request, a round each; the rounds of all its processes.</summary>
    public List<double> Costs { get; } = [];

    /// <summary>A new process in place of the one that there is: where code and data come to lie in memory changes with each.</summary>
    public async Task RestartAsync()
    {
        await DisposeAsync();
        var address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Repository.Root, "services/Backend/Host/bin", configuration, "net10.0", "Suite.Backend");
        _process = await ServerProcess.StartAsync("env", [.. environment, program, $"--urls={address}", .. settings]);
        _client = new HttpClient { BaseAddress = new Uri(address) };
        _client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        await _process.WaitUntilAsync(() => IsHealthyAsync(_client), TimeSpan.FromSeconds(60));
    }

    /// <summary>Microseconds of processor time that one of so many requests cost the backend, all of its threads together.</summary>
    public async Task<double> AskAsync(Func<int, string> path, int requests)
    {
        var before = ProcessorClock.Of(_process!.Id);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= requests)
            {
                using var response = await _client!.GetAsync(path(number));
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
            }
        })));
        return (ProcessorClock.Of(_process.Id) - before).TotalMicroseconds / requests;
    }

    /// <summary>Asks as often and says whether, of what that cost, the compiler that makes used code better took next to nothing.</summary>
    public async Task<bool> IsWarmAsync(Func<int, string> path, int requests)
    {
        var before = ProcessorClock.OfThreads(_process!.Id, Compiler);
        var cost = await AskAsync(path, requests);
        return (ProcessorClock.OfThreads(_process.Id, Compiler) - before).TotalMicroseconds / requests < cost * NextToNothing;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
