using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Tests.Integration.Jobs;

using Work = Func<ItemContext, CancellationToken, Task<ItemResult>>;

/// <summary>
/// One replica of the engine, impatient: what takes seconds in production takes tens of milliseconds here. Leases are as long as
/// there, so that none runs out because the machine is busy: a test that is about their end says so.
/// </summary>
internal sealed class JobsReplica : IAsyncDisposable
{
    public const string Kind = "test";
    public const string Step = "step";
    public const string Other = "other";

    // Shorter than the longest time between two looks for work, a minute: what is to be told at once must not be found by looking.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    private readonly IHost _host;

    private JobsReplica(IHost host) => _host = host;

    public static readonly Guid Team = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    public IJobQueue Queue => Get<IJobQueue>();

    public IJobControl Control => Get<IJobControl>();

    public Db Db => Get<Db>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A replica that runs items with <paramref name="work"/>; without it, one that only enqueues and looks.</summary>
    public static async Task<JobsReplica> StartAsync(
        string database,
        Work? work = null,
        Action<JobsOptions>? configure = null,
        Action<IServiceCollection>? configureServices = null,
        params QueueDefinition[] queues)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:suitedb", database)]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.AddPlatform();
        builder.AddJobs();
        builder.Services.Configure<JobsOptions>(options =>
        {
            options.RetryBase = TimeSpan.FromMilliseconds(10);
            options.Poll = TimeSpan.FromMilliseconds(50);
            options.Pulse = TimeSpan.FromMilliseconds(50);
            options.Heartbeat = TimeSpan.FromMilliseconds(200);
            options.RescueEvery = TimeSpan.FromMilliseconds(100);
            configure?.Invoke(options);
        });
        foreach (var queue in queues)
            builder.Services.AddJobQueue(queue);
        if (work is not null)
        {
            builder.Services.AddItemHandler<Handler>(Kind, Step);
            builder.Services.AddItemHandler<Handler>(Kind, Other);
            builder.Services.AddSingleton(work);
        }
        configureServices?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new JobsReplica(host);
    }

    public Task<EnqueuedJob> EnqueueAsync(int items = 1, int priority = JobPriority.Normal, string queue = "tests") =>
        Queue.EnqueueAsync(New(items, priority, queue), CancellationToken.None);

    public static NewJob New(int items = 1, int priority = JobPriority.Normal, string queue = "tests") =>
        new(Team, queue, Kind, [.. Enumerable.Range(0, items).Select(_ => new NewItem(Step))], priority);

    public async Task<QueueView> FoundAsync(NewQueue queue) =>
        (await Get<IQueues>().CreateAsync(Team, queue, CancellationToken.None))!;

    public async Task<JobView> FindAsync(Guid jobId) => (await Queue.FindAsync(Team, jobId, CancellationToken.None))!;

    public async Task<IReadOnlyList<ItemView>> ItemsAsync(Guid jobId) =>
        (await Queue.ListItemsAsync(Team, jobId, null, 10_000, null, CancellationToken.None)).Items;

    /// <summary>Waits until the job has ended, or fails the test.</summary>
    public Task<JobView> EndedAsync(Guid jobId) => UntilAsync(jobId, job => job.FinishedAt is not null);

    /// <summary>Waits until the job's first item is as wanted.</summary>
    public async Task UntilItemAsync(Guid jobId, Func<ItemView, bool> condition)
    {
        for (var deadline = DateTime.UtcNow + Patience; !condition((await ItemsAsync(jobId))[0]); await Task.Delay(20))
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"The first item of job {jobId} did not get there: {(await ItemsAsync(jobId))[0]}");
    }

    public async Task<JobView> UntilAsync(Guid jobId, Func<JobView, bool> condition)
    {
        for (var deadline = DateTime.UtcNow + Patience; DateTime.UtcNow < deadline; await Task.Delay(20))
        {
            var job = await FindAsync(jobId);
            if (condition(job))
                return job;
        }
        throw new TimeoutException($"Job {jobId} did not get there: {await FindAsync(jobId)}");
    }

    public Task ExecuteAsync(string sql) => Db.ExecuteAsync(sql, null, CancellationToken.None);

    public async Task<long> CountAsync(string sql) =>
        await Db.FirstAsync(sql, null, row => row.GetInt64(0), CancellationToken.None);

    public async Task UntilCountAsync(string sql, long count)
    {
        for (var deadline = DateTime.UtcNow + Patience; await CountAsync(sql) != count; await Task.Delay(20))
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"It did not get to {count}, but to {await CountAsync(sql)}: {sql}");
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class Handler(Work work) : IItemHandler
    {
        public Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel) => work(item, cancel);
    }
}
