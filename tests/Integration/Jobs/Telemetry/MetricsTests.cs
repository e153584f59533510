using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Telemetry;

public class MetricsTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempts_claims_waits_and_runs_are_measured_by_queue_step_and_outcome()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) => item.Attempt == 1 ? throw new ItemFailedException("not yet", retry: true) : Task.FromResult(new ItemResult()));
        using var readings = Readings.Of(replica);

        var job = await replica.EnqueueAsync(items: 3);
        await replica.EndedAsync(job.JobId);
        // Beside the transaction that ends them.
        await ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(
            readings.Count("suite.jobs.run.duration", "queue=tests", "kind=test", "step=step") == 6
            && readings.Sum("suite.jobs.end.size") == 3));

        Assert.Equal(3, readings.Sum("suite.jobs.attempts", "outcome=succeeded"));
        Assert.Equal(3, readings.Sum("suite.jobs.attempts", "outcome=failed"));
        Assert.Equal(3, readings.Count("suite.jobs.wait.duration", "queue=tests", "kind=test", "step=step"));
        Assert.Equal(6, readings.Sum("suite.jobs.claim.size", "queue=tests"));
        Assert.Equal(readings.Count("suite.jobs.claim.size"), readings.Sum("suite.jobs.claims"));
    }

    [Fact]
    public async Task A_silent_workers_item_is_counted_as_rescued_and_its_late_end_as_a_lost_lease()
    {
        var database = await postgres.CreateDatabaseAsync();
        var mayEnd = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(
            database,
            async (item, _) =>
            {
                if (item.Attempt == 1)
                    await mayEnd.Task;
                return new ItemResult();
            },
            // No heartbeat comes in between.
            options => (options.Heartbeat, options.Lease) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));
        using var readings = Readings.Of(replica);

        var job = await replica.EnqueueAsync();
        await replica.UntilAsync(job.JobId, view => view.State == JobState.Running);
        await replica.ExecuteAsync("update jobs.item set lease_until = clock_timestamp() - interval '1 s' where state = 'leased'");
        await ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(readings.Sum("suite.jobs.rescues", "queue=tests") == 1));
        mayEnd.SetResult();
        await replica.EndedAsync(job.JobId);

        await ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(readings.Sum("suite.jobs.leases.lost") == 1));
        Assert.Equal(1, readings.Sum("suite.jobs.attempts", "outcome=lost"));
    }

    [Fact]
    public async Task Depth_and_age_of_every_queue_can_be_observed()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        using var readings = Readings.Of(desk);
        await desk.EnqueueAsync(items: 5);
        await desk.ExecuteAsync("update jobs.job set created_at = created_at - interval '1 hour'");

        await desk.Get<QueueDepths>().CountAsync(Cancel);
        readings.Collect();

        Assert.Equal(5, readings.Sum("suite.jobs.queue.depth", "queue=tests", "state=waiting"));
        Assert.Equal(0, readings.Sum("suite.jobs.queue.depth", "queue=tests", "state=running"));
        Assert.InRange(readings.Sum("suite.jobs.queue.oldest_age", "queue=tests"), 3600, 3700);
    }

    [Fact]
    public async Task A_deleted_queue_is_measured_no_more()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        using var readings = Readings.Of(desk);
        var (kept, deleted) = (await desk.FoundAsync(new NewQueue("Kept")), await desk.FoundAsync(new NewQueue("Deleted")));
        await desk.Get<IQueues>().DeleteAsync(JobsReplica.Team, deleted.Id, Cancel);

        await desk.Get<QueueDepths>().CountAsync(Cancel);
        readings.Collect();

        Assert.Equal(1, readings.Count("suite.jobs.queue.depth", $"queue={kept.Name}", "state=waiting"));
        Assert.Equal(0, readings.Count("suite.jobs.queue.depth", $"queue={deleted.Name}"));
    }

    [Fact]
    public async Task What_a_limit_of_none_stops_is_held_back_and_does_not_wait()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        using var readings = Readings.Of(desk);
        await desk.EnqueueAsync(items: 5);
        await desk.Queue.EnqueueAsync(JobsReplica.New(items: 3) with { LimitKeys = ["provider:shut"] }, Cancel);
        await desk.Queue.EnqueueAsync(JobsReplica.New(items: 2) with { LimitKeys = ["provider:slow"] }, Cancel);
        await desk.ExecuteAsync(
            "insert into jobs.usage_limit (key, max_running, per_minute) values ('provider:shut', 0, 9), ('provider:slow', 1, null)");

        await desk.Get<QueueDepths>().CountAsync(Cancel);
        readings.Collect();

        Assert.Equal(7, readings.Sum("suite.jobs.queue.depth", "queue=tests", "state=waiting"));
        Assert.Equal(3, readings.Sum("suite.jobs.queue.depth", "queue=tests", "state=held"));
    }

    [Fact]
    public void A_tag_takes_so_many_values_and_no_more()
    {
        var names = new BoundedNames(most: 2);

        string[] counted = [names.Bounded("a"), names.Bounded("b"), names.Bounded("c"), names.Bounded("a")];

        Assert.Equal(["a", "b", "other", "a"], counted);
    }

    [Fact]
    public void Queues_that_have_no_tag_of_their_own_are_added_up()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var metrics = new JobMetrics(meters);
        using var readings = Readings.Of(meters);

        metrics.Depths = [.. Enumerable.Range(1, 103).Select(n => new QueueDepth($"queue-{n}", 1, 2, 3, TimeSpan.FromSeconds(n)))];
        readings.Collect();

        Assert.Equal(1, readings.Count("suite.jobs.queue.depth", "queue=other", "state=waiting"));
        Assert.Equal(3, readings.Sum("suite.jobs.queue.depth", "queue=other", "state=waiting"));
        Assert.Equal(9, readings.Sum("suite.jobs.queue.depth", "queue=other", "state=running"));
        Assert.Equal(103, readings.Sum("suite.jobs.queue.oldest_age", "queue=other"));
    }

    /// <summary>Everything that one replica's meter says.</summary>
    private sealed class Readings : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, double Value, string[] Tags)> _readings = [];
        private readonly MeterListener _listener = new();

        public static Readings Of(JobsReplica replica) => Of(replica.Get<IMeterFactory>());

        public static Readings Of(IMeterFactory meters)
        {
            var readings = new Readings();
            readings._listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == JobMetrics.MeterName && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            readings._listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => readings.Add(instrument, value, tags));
            readings._listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => readings.Add(instrument, value, tags));
            readings._listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => readings.Add(instrument, value, tags));
            readings._listener.Start();
            return readings;
        }

        public void Collect() => _listener.RecordObservableInstruments();

        public double Sum(string name, params string[] tags) => With(name, tags).Sum(reading => reading.Value);

        public int Count(string name, params string[] tags) => With(name, tags).Count();

        public void Dispose() => _listener.Dispose();

        private IEnumerable<(string Name, double Value, string[] Tags)> With(string name, string[] tags) =>
            _readings.Where(reading => reading.Name == name && tags.All(reading.Tags.Contains));

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _readings.Enqueue((instrument.Name, value, [.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]));
    }
}
