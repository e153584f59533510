using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Suite.Testing;

namespace Suite.Bench.DashboardPages;

/// <summary>The dashboard's program, alone: no engine, no backend, its telemetry in a folder of its own.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    public const string Token = "bench-sign-in-token";

    private readonly string _telemetry = Directory.CreateTempSubdirectory("suite-bench-").FullName;
    private ServerProcess _process = null!;
    private HttpClient _otlp = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<DashboardProcess> StartAsync()
    {
        var dashboard = new DashboardProcess();
        var otlp = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        dashboard.Address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        dashboard._otlp = new HttpClient { BaseAddress = new Uri(otlp) };
        (string Key, string Value)[] settings =
        [
            ("Otlp:HttpUrl", otlp),
            ("Otlp:GrpcUrl", $"http://127.0.0.1:{ServerProcess.FreePort()}"),
            ("Otlp:ExpositionUrl", $"http://127.0.0.1:{ServerProcess.FreePort()}"),
            ("Telemetry:Path", dashboard._telemetry),
            ("Dashboard:SignInToken", Token),
            ("services:backend:http:0", $"http://127.0.0.1:{ServerProcess.FreePort()}"),
            ("Logging:LogLevel:Default", "Warning"),
        ];
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        dashboard._process = await ServerProcess.StartAsync(
            Path.Combine(Repository.Root, "hosting", "Suite.Dashboard", "bin", configuration, "net10.0", "Suite.Dashboard"),
            [$"--urls={dashboard.Address}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        using var client = new HttpClient { BaseAddress = dashboard.Address };
        await dashboard._process.WaitUntilAsync(() => IsAliveAsync(client), TimeSpan.FromSeconds(60));
        return dashboard;
    }

    /// <summary>Sends <paramref name="telemetry"/> as a program would, in OTLP's JSON.</summary>
    public async Task SendAsync(string signal, JsonObject telemetry)
    {
        using var response = await _otlp.PostAsJsonAsync($"/v1/{signal}", telemetry);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _otlp.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_telemetry, recursive: true);
    }

    private static async Task<bool> IsAliveAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/alive");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
