using System.Collections.Concurrent;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class RunTests(PostgresServer postgres)
{
    private static readonly ItemResult Done = new();

    [Fact]
    public async Task Every_item_runs_once_although_four_replicas_look_for_work()
    {
        var database = await postgres.CreateDatabaseAsync();
        var runs = new ConcurrentBag<long>();
        await using var first = await JobsReplica.StartAsync(database, Record);
        await using var second = await JobsReplica.StartAsync(database, Record);
        await using var third = await JobsReplica.StartAsync(database, Record);
        await using var fourth = await JobsReplica.StartAsync(database, Record);

        var enqueued = await first.EnqueueAsync(items: 500);
        var job = await first.EndedAsync(enqueued.JobId);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal((500, 0, 0, 100), (job.SucceededItems, job.FailedItems, job.CancelledItems, job.Progress));
        Assert.Equal(500, runs.Count);
        Assert.Equal(500, runs.Distinct().Count());
        Assert.Equal(500, await first.CountAsync("select count(*) from jobs.attempt_history where outcome = 'succeeded'"));

        Task<ItemResult> Record(ItemContext item, CancellationToken cancel)
        {
            runs.Add(item.ItemId);
            return Task.FromResult(Done);
        }
    }

    [Fact]
    public async Task An_item_that_fails_is_tried_again_and_in_the_end_failed_with_its_reason()
    {
        var attempts = new ConcurrentBag<int>();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), (item, _) =>
        {
            attempts.Add(item.Attempt);
            throw new InvalidOperationException("the model said no");
        });

        var enqueued = await replica.EnqueueAsync();
        var job = await replica.EndedAsync(enqueued.JobId);

        var item = Assert.Single(await replica.ItemsAsync(enqueued.JobId));
        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal((ItemState.Failed, 4), (item.State, item.Attempts));
        Assert.Equal("InvalidOperationException: the model said no", item.Error);
        Assert.Equal([1, 2, 3, 4], attempts.Order());
    }

    [Fact]
    public async Task A_failure_that_no_retry_can_mend_is_final_at_once()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => throw new ItemFailedException("not an image", retry: false));

        var enqueued = await replica.EnqueueAsync();
        await replica.EndedAsync(enqueued.JobId);

        var item = Assert.Single(await replica.ItemsAsync(enqueued.JobId));
        Assert.Equal((ItemState.Failed, 1, "not an image"), (item.State, item.Attempts, item.Error));
    }

    [Fact]
    public async Task A_job_of_which_some_items_failed_is_partial()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) => item.Step == JobsReplica.Other
                ? throw new ItemFailedException("no", retry: false)
                : Task.FromResult(Done));

        var enqueued = await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [new(JobsReplica.Step), new(JobsReplica.Other)] }, CancellationToken.None);
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal((JobState.Partial, 1, 1), (job.State, job.SucceededItems, job.FailedItems));
    }
}
