using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Bench.Sockets;

/// <summary>
/// A queue of the real engine, to which jobs are added at a steady rate, each in a transaction of its own. Nobody handles their kind, so
/// each is one change. It is not started as a host: it only enqueues.
/// </summary>
internal sealed class ChangingQueue : IDisposable
{
    private readonly Guid _team;
    private readonly IHost _host;

    public ChangingQueue(string database, Guid team)
    {
        _team = team;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:suitedb", database)]);
        builder.AddPlatform();
        builder.AddJobs();
        _host = builder.Build();
    }

    /// <summary>Begins every change on time, whether or not the one before is committed; returns the rate that was reached.</summary>
    public async Task<double> ChangeAsync(int rate, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1d / rate));
        var changes = new List<Task>();
        while (changes.Count < rate * time.TotalSeconds && await timer.WaitForNextTickAsync())
            while (changes.Count < Math.Min(rate * time.TotalSeconds, rate * watch.Elapsed.TotalSeconds))
                changes.Add(AddJobAsync());
        await Task.WhenAll(changes);
        return changes.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The number of the last message, once the outbox is empty.</summary>
    public async Task<long> LastSequenceAsync()
    {
        var db = _host.Services.GetRequiredService<Db>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await db.FirstAsync("select count(*) from platform.outbox", null, row => row.GetInt64(0), limit.Token) > 0)
            await Task.Delay(20, limit.Token);
        return await _host.Services.GetRequiredService<ILiveChannel>().CurrentAsync(_team, limit.Token);
    }

    public void Dispose() => _host.Dispose();

    private Task<EnqueuedJob> AddJobAsync() => _host.Services.GetRequiredService<IJobQueue>().EnqueueAsync(
        new NewJob(_team, "bench-sockets", "bench-sockets", [new NewItem("wait")]), CancellationToken.None);
}
