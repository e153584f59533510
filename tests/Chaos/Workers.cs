using Suite.Testing;

namespace Suite.Tests.Chaos;

/// <summary>Replicas that run items, each in a process of its own.</summary>
internal sealed class Workers : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Chaos"), Path.Combine("tests", "JobsWorker"), StringComparison.Ordinal),
        "Suite.Tests.JobsWorker.dll");

    private readonly string _database;
    private readonly ServerProcess[] _processes;

    private Workers(string database, ServerProcess[] processes) => (_database, _processes) = (database, processes);

    public int Count => _processes.Length;

    public static async Task<Workers> StartAsync(string database, int count)
    {
        var workers = new Workers(database, new ServerProcess[count]);
        for (var i = 0; i < count; i++)
            workers._processes[i] = await workers.StartAsync();
        return workers;
    }

    /// <summary>Impatient, so that what takes minutes in production takes a second here; and every live message is kept.</summary>
    public static Dictionary<string, string> Settings(string database) => new()
    {
        ["ConnectionStrings:suitedb"] = database,
        ["Jobs:Lease"] = "00:00:01",
        ["Jobs:Heartbeat"] = "00:00:00.3",
        ["Jobs:Pulse"] = "00:00:00.1",
        ["Jobs:RescueEvery"] = "00:00:00.3",
        ["Jobs:Poll"] = "00:00:00.1",
        ["Jobs:RetryBase"] = "00:00:00.01",
        ["Jobs:RetryCap"] = "00:00:00.5",
        ["Jobs:MaxAttempts"] = "50",
        ["Jobs:MaxRunningItems"] = "16",
        ["Platform:LiveKeepMessages"] = "1000000",
        ["Platform:LiveKeepBytes"] = "100000000000",
    };

    /// <summary>A query for how many items a worker holds; its name has its process id in it.</summary>
    public string ItemsOf(int which) =>
        $"select count(*) from jobs.item where state = 'leased' and worker like '%-{_processes[which].Id}-%'";

    /// <summary>SIGKILL, and another in its place.</summary>
    public Task KillAsync(int which) => ReplaceAsync(which, "KILL");

    /// <summary>SIGTERM: it gives its items back.</summary>
    public Task StopAsync(int which) => ReplaceAsync(which, "TERM");

    /// <summary>Freezes one for longer than its leases last. When it goes on, it holds results that nobody may accept.</summary>
    public async Task FreezeAsync(int which)
    {
        var process = _processes[which];
        await process.SignalAsync("STOP");
        await Task.Delay(TimeSpan.FromSeconds(1.6));
        await process.SignalAsync("CONT");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    private async Task ReplaceAsync(int which, string signal)
    {
        await _processes[which].SignalAsync(signal);
        await _processes[which].DisposeAsync();
        _processes[which] = await StartAsync();
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(
        "dotnet",
        [
            Program, .. Settings(_database).Select(setting => $"--{setting.Key}={setting.Value}"),
            "--Logging:LogLevel:Default=Error",
        ]);
}
