using System.Collections.Concurrent;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class LimitTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_queues_limit_holds_across_replicas()
    {
        var crowd = new Crowd(full: 3);
        var job = await RunAsync(crowd, new QueueDefinition("tests", MaxRunningItems: 3), jobs: 1, itemsPerJob: 40);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(3, crowd.MostItems);
    }

    [Fact]
    public async Task A_queue_limits_its_running_jobs_and_a_job_its_running_items()
    {
        var crowd = new Crowd(full: 6);
        await RunAsync(
            crowd, new QueueDefinition("tests", MaxRunningItems: 100, MaxRunningJobs: 2, MaxItemsPerJob: 3), jobs: 5, itemsPerJob: 9);

        Assert.Equal(2, crowd.MostJobs);
        Assert.Equal(3, crowd.MostItemsOfAJob);
    }

    [Fact]
    public async Task A_job_that_may_not_run_yet_takes_no_place_among_those_that_run()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) => Task.FromResult(new ItemResult()),
            queues: new QueueDefinition("tests", MaxRunningJobs: 1));
        var tomorrow = JobsReplica.New() with { Priority = JobPriority.Urgent, RunAfter = DateTimeOffset.UtcNow.AddDays(1) };
        await replica.Queue.EnqueueAsync(tomorrow, CancellationToken.None);

        var today = await replica.EnqueueAsync();

        Assert.Equal(JobState.Succeeded, (await replica.EndedAsync(today.JobId)).State);
    }

    [Fact]
    public async Task Too_many_items_are_refused_as_a_whole()
    {
        await using var desk = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), configure: options => options.MaxItems = 10);

        var refused = await Assert.ThrowsAsync<Suite.ServiceDefaults.ProblemException>(() => desk.EnqueueAsync(items: 11));

        Assert.Equal("job-too-large", refused.Kind.Code);
        Assert.Equal(0, await desk.CountAsync("select count(*) from jobs.job"));
    }

    private async Task<JobView> RunAsync(Crowd crowd, QueueDefinition queue, int jobs, int itemsPerJob)
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database, queues: queue);
        var enqueued = new List<EnqueuedJob>();
        for (var job = 0; job < jobs; job++)
            enqueued.Add(await desk.EnqueueAsync(itemsPerJob));

        await using var first = await JobsReplica.StartAsync(database, crowd.WorkAsync, queues: queue);
        await using var second = await JobsReplica.StartAsync(database, crowd.WorkAsync, queues: queue);
        foreach (var job in enqueued)
            await desk.EndedAsync(job.JobId);
        return await desk.FindAsync(enqueued[^1].JobId);
    }

    /// <summary>Counts who is at work at the same time. Nobody leaves before <paramref name="full"/> have been there together.</summary>
    private sealed class Crowd(int full)
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentDictionary<long, Guid> _present = [];
        private readonly Lock _lock = new();

        public int MostItems { get; private set; }
        public int MostJobs { get; private set; }
        public int MostItemsOfAJob { get; private set; }

        public async Task<ItemResult> WorkAsync(ItemContext item, CancellationToken cancel)
        {
            lock (_lock)
            {
                _present[item.ItemId] = item.JobId;
                MostItems = Math.Max(MostItems, _present.Count);
                MostJobs = Math.Max(MostJobs, _present.Values.Distinct().Count());
                MostItemsOfAJob = Math.Max(MostItemsOfAJob, _present.Values.CountBy(job => job).Max(job => job.Value));
                if (_present.Count >= full)
                    _full.TrySetResult();
            }
            await _full.Task.WaitAsync(cancel);
            await Task.Delay(15, cancel);
            lock (_lock)
                _present.TryRemove(item.ItemId, out _);
            return new ItemResult();
        }
    }
}
