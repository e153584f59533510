using System.Collections.Concurrent;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class OrderTests(PostgresServer postgres)
{
    private static readonly QueueDefinition OneByOne = new("tests", MaxRunningItems: 1);

    [Fact]
    public async Task An_urgent_job_overtakes_one_that_was_queued_earlier()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var low = await desk.EnqueueAsync(priority: JobPriority.Low);
        var normal = await desk.EnqueueAsync();
        var urgent = await desk.EnqueueAsync(priority: JobPriority.Urgent);

        Assert.Equal([urgent.JobId, normal.JobId, low.JobId], await OrderAsync(database, 3));
    }

    [Fact]
    public async Task A_low_job_that_has_waited_long_enough_goes_before_an_urgent_one()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var low = await desk.EnqueueAsync(priority: JobPriority.Low);
        await desk.ExecuteAsync("update jobs.job set turn_at = turn_at - interval '201 minutes'");
        await desk.ExecuteAsync("update jobs.item set turn_at = turn_at - interval '201 minutes'");
        var urgent = await desk.EnqueueAsync(priority: JobPriority.Urgent);

        Assert.Equal([low.JobId, urgent.JobId], await OrderAsync(database, 2));
    }

    [Fact]
    public async Task A_fifo_queue_pays_no_heed_to_priority()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var low = await desk.EnqueueAsync(priority: JobPriority.Low);
        await desk.ExecuteAsync("update jobs.queue set policy = 'fifo'");
        await desk.ExecuteAsync("update jobs.item set turn_at = created_at");
        var urgent = await desk.EnqueueAsync(priority: JobPriority.Urgent);

        Assert.Equal([low.JobId, urgent.JobId], await OrderAsync(database, 2));
    }

    [Fact]
    public async Task Jobs_ahead_are_those_that_run_before()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        await desk.EnqueueAsync(items: 3);
        await desk.EnqueueAsync(items: 4, priority: JobPriority.Low);

        Assert.Equal(1, await AheadAsync(desk, await desk.EnqueueAsync()));
        Assert.Equal(0, await AheadAsync(desk, await desk.EnqueueAsync(priority: JobPriority.Urgent)));
    }

    [Fact]
    public async Task A_paused_queue_gives_out_nothing_until_it_is_active_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var job = await desk.EnqueueAsync();
        await desk.ExecuteAsync("update jobs.queue set state = 'paused'");
        await using var worker = await JobsReplica.StartAsync(database, (_, _) => Task.FromResult(new ItemResult()));

        Assert.Empty(await worker.Get<Claimer>().ClaimAsync("tests", worker.Get<Claimant>(), 10, CancellationToken.None));
        await desk.ExecuteAsync("update jobs.queue set state = 'active'");
        await desk.EndedAsync(job.JobId);
    }

    /// <summary>The jobs in the order in which one worker, that takes one item at a time, runs them.</summary>
    private static async Task<List<Guid>> OrderAsync(string database, int jobs)
    {
        var order = new ConcurrentQueue<Guid>();
        await using var worker = await JobsReplica.StartAsync(
            database,
            (item, _) =>
            {
                order.Enqueue(item.JobId);
                return Task.FromResult(new ItemResult());
            },
            queues: OneByOne);
        for (var deadline = DateTime.UtcNow.AddSeconds(20); order.Count < jobs && DateTime.UtcNow < deadline;)
            await Task.Delay(20);
        return [.. order];
    }

    private static Task<int> AheadAsync(JobsReplica desk, EnqueuedJob job) =>
        desk.Queue.JobsAheadAsync(JobsReplica.Team, job.JobId, CancellationToken.None);
}
