using Suite.Testing;

namespace Suite.Bench.Instrumentation;

/// <summary>A backend in a process of its own, and what its requests cost it.</summary>
internal sealed class Backend(string name, ServerProcess process, HttpClient client) : IAsyncDisposable
{
    private const int AtOnce = 8;
    private const double TicksPerSecond = 100;

    public string Name => name;

    /// <summary>Milliseconds of processor time a request, a round each.</summary>
    public List<double> Costs { get; } = [];

    /// <param name="name">What is different about it.</param>
    /// <param name="settings">Settings of the backend.</param>
    /// <param name="environment">What only the environment can say.</param>
    public static async Task<Backend> StartAsync(string name, IEnumerable<string> settings, IEnumerable<string> environment, string apiKey)
    {
        var address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Repository.Root, "services/Backend/Host/bin", configuration, "net10.0", "Suite.Backend");
        var process = await ServerProcess.StartAsync("env", [.. environment, program, $"--urls={address}", .. settings]);
        var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        await process.WaitUntilAsync(() => IsHealthyAsync(client), TimeSpan.FromSeconds(60));
        return new Backend(name, process, client);
    }

    /// <summary>Milliseconds of processor time that one of so many requests cost the backend, all of its threads together.</summary>
    public async Task<double> AskAsync(Func<int, string> path, int requests)
    {
        var before = ProcessorTicks();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= requests)
            {
                using var response = await client.GetAsync(path(number));
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
            }
        })));
        return (ProcessorTicks() - before) / TicksPerSecond * 1_000 / requests;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await process.DisposeAsync();
    }

    // proc(5): utime and stime are fields 14 and 15, counted after the name, which may hold anything.
    private long ProcessorTicks()
    {
        var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1].Split(' ');
        return long.Parse(fields[11]) + long.Parse(fields[12]);
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

internal static class Statistics
{
    public static double Median(this List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
