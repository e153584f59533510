using Suite.Testing;

namespace Suite.Bench.Sockets;

/// <summary>One of the suite's own services, as built beside this benchmark.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private WebProcess(ServerProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    public static async Task<WebProcess> StartAsync(string folder, string program, params (string Key, string Value)[] settings)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var process = await ServerProcess.StartAsync(
            Path.Combine(Repository.Root, "services", folder, "bin", configuration, "net10.0", program),
            [$"--urls={address}", "--Logging:LogLevel:Default=Warning", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        using var client = new HttpClient { BaseAddress = address };
        await process.WaitUntilAsync(() => IsHealthyAsync(client), TimeSpan.FromSeconds(60));
        return new WebProcess(process, address);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

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
