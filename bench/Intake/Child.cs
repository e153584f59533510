using System.Diagnostics;
using System.Text.Json;

namespace Suite.Bench.Intake;

/// <summary>This program again, in one of its roles and on one core.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(int core, params string[] arguments)
    {
        var start = new ProcessStartInfo("taskset", ["-c", $"{core}", Path.Combine(AppContext.BaseDirectory, "Suite.Bench.Intake"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("taskset did not start.");
    }

    public string Http { get; private set; } = "";

    public string Grpc { get; private set; } = "";

    public static async Task<Child> StartHubAsync(string consumers)
    {
        var hub = new Child(0, "hub", consumers);
        var addresses = (await hub.LineAsync()).Split(' ');
        (hub.Http, hub.Grpc) = (addresses[0].TrimEnd('/'), addresses[1].TrimEnd('/'));
        return hub;
    }

    public static async Task<LoadReport> LoadAsync(string transport, string signal, string address, double seconds)
    {
        await using var load = new Child(1, "load", transport, signal, address, $"{seconds}");
        return JsonSerializer.Deserialize<LoadReport>(await load.LineAsync())!;
    }

    public async Task<HubReport> ReportAsync()
    {
        await _process.StandardInput.WriteLineAsync("report");
        return JsonSerializer.Deserialize<HubReport>(await LineAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[3]} ended.");
}
