using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Bench.Queues.Ours;

/// <summary>The job engine as a backend runs it: outbox, live channel and all duties on.</summary>
internal sealed class Replica : IAsyncDisposable
{
    public const string Queue = "bench";
    public const string Step = "noop";
    private const string Kind = "bench";
    private static readonly Guid Team = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    private readonly IHost _host;

    private Replica(IHost host) => _host = host;

    /// <summary>A replica that calls <paramref name="handle"/> for every item; without it, one that only enqueues.</summary>
    public static async Task<Replica> StartAsync(Order order, Action<ItemContext>? handle = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([
            .. order.Options.Settings?.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)) ?? [],
            new("ConnectionStrings:suitedb", order.Database)]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddPlatform();
        builder.AddJobs();
        if (handle is not null)
        {
            builder.Services.AddItemHandler<NoOp>(Kind, Step);
            builder.Services.AddSingleton(handle);
        }

        var host = builder.Build();
        await host.StartAsync();
        return new Replica(host);
    }

    /// <summary>Two clients at once enqueue jobs of <paramref name="jobSize"/> items.</summary>
    public async Task FillAsync(int items, int jobSize)
    {
        var next = 0;
        await Task.WhenAll(ClientAsync(), ClientAsync());

        async Task ClientAsync()
        {
            for (int from; (from = Interlocked.Add(ref next, jobSize) - jobSize) < items;)
                await EnqueueAsync([.. Enumerable.Repeat(new NewItem(Step), Math.Min(jobSize, items - from))]);
        }
    }

    public Task<EnqueuedJob> EnqueueAsync(IReadOnlyList<NewItem> items) =>
        _host.Services.GetRequiredService<IJobQueue>().EnqueueAsync(new NewJob(Team, Queue, Kind, items), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class NoOp(Action<ItemContext> handle) : IItemHandler
    {
        private static readonly Task<ItemResult> Nothing = Task.FromResult(new ItemResult());

        public Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
        {
            handle(item);
            return Nothing;
        }
    }
}
