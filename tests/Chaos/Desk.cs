using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Tests.Chaos;

/// <summary>A replica that runs nothing: from here jobs are enqueued, changed and counted.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly Guid Team = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    public const string Wide = "chaos-wide";

    /// <summary>Items that may run at once in the narrow queue.</summary>
    public const int NarrowItems = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly IHost _host;

    private Desk(IHost host, string database, string narrow) => (_host, Database, Narrow) = (host, database, narrow);

    public string Database { get; }

    /// <summary>Name of a queue that limits its jobs and their items too.</summary>
    public string Narrow { get; }

    public IJobQueue Queue => _host.Services.GetRequiredService<IJobQueue>();

    public IJobControl Control => _host.Services.GetRequiredService<IJobControl>();

    public ILiveChannel Live => _host.Services.GetRequiredService<ILiveChannel>();

    private Db Db => _host.Services.GetRequiredService<Db>();

    public static async Task<Desk> OpenAsync(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([
            .. Workers.Settings(database).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
            new("Jobs:RunItems", "false")]);
        builder.AddPlatform();
        builder.AddJobs();
        var host = builder.Build();
        await host.StartAsync();

        var narrow = await host.Services.GetRequiredService<IQueues>().CreateAsync(
            Team, new NewQueue("Narrow", MaxRunningItems: NarrowItems, MaxRunningJobs: 3, MaxItemsPerJob: 6), CancellationToken.None);
        var desk = new Desk(host, database, narrow!.Name);
        await desk.Db.ExecuteAsync("create table output (item_id bigint, attempt_id bigint)", null, CancellationToken.None);
        return desk;
    }

    /// <summary>Does something although the database may be away at the moment; whether it was done then is not known.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException e) when (e.IsTransient)
        {
            await Task.Delay(100);
            return default;
        }
    }

    public Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> map) =>
        Db.QueryAsync(sql, null, map, CancellationToken.None);

    public Task<long> CountAsync(string sql) => Db.FirstAsync(sql, null, row => row.GetInt64(0), CancellationToken.None);

    public Task<long> LastSeqAsync() => Live.CurrentAsync(Team, CancellationToken.None);

    /// <summary>Lets everything go on that somebody paused, and waits until all has ended and has been told.</summary>
    public async Task EndAllAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await CountAsync("select count(*) from jobs.job where finished_at is null") > 0)
        {
            foreach (var job in await QueryAsync("select id from jobs.job where state = 'paused'", row => row.GetGuid(0)))
                await Control.ResumeAsync(Team, job, patience.Token);
            await Task.Delay(200, CancellationToken.None);
            if (patience.IsCancellationRequested)
                return;
        }

        while (await CountAsync("select count(*) from platform.outbox") > 0)
            await Task.Delay(50, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
