using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class CancelTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Waiting_items_are_cancelled_at_once()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var enqueued = await desk.EnqueueAsync(items: 3);

        Assert.Equal(ChangeOutcome.Done, await desk.Control.CancelAsync(JobsReplica.Team, enqueued.JobId, Cancel));

        var job = await desk.FindAsync(enqueued.JobId);
        Assert.Equal((JobState.Cancelled, 3, 100), (job.State, job.CancelledItems, job.Progress));
        Assert.NotNull(job.FinishedAt);
        Assert.All(await desk.ItemsAsync(enqueued.JobId), item => Assert.Equal(ItemState.Cancelled, item.State));
    }

    [Fact]
    public async Task A_running_item_hears_of_it_at_once_on_whichever_replica_it_runs()
    {
        var database = await postgres.CreateDatabaseAsync();
        var begun = new TaskCompletionSource();
        await using var worker = await JobsReplica.StartAsync(
            database,
            async (_, cancel) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancel);
                return new ItemResult();
            },
            // The next sign of life, which would tell it too, comes after this test has given up.
            options => (options.Lease, options.Heartbeat) = (TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10)));
        await using var desk = await JobsReplica.StartAsync(database);
        var enqueued = await desk.EnqueueAsync();
        await begun.Task;

        await desk.Control.CancelAsync(JobsReplica.Team, enqueued.JobId, Cancel);
        await desk.EndedAsync(enqueued.JobId);

        var item = Assert.Single(await desk.ItemsAsync(enqueued.JobId));
        Assert.Equal((ItemState.Cancelled, 1), (item.State, item.Attempts));
    }

    [Fact]
    public async Task A_running_item_that_fails_after_the_cancellation_is_not_tried_again()
    {
        var begun = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (_, _) =>
        {
            begun.TrySetResult();
            await fail.Task;
            throw new InvalidOperationException("too late");
        });
        var enqueued = await replica.EnqueueAsync();
        await begun.Task;

        await replica.Control.CancelAsync(JobsReplica.Team, enqueued.JobId, Cancel);
        fail.SetResult();
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal((JobState.Cancelled, 1), (job.State, job.CancelledItems));
    }

    [Fact]
    public async Task What_has_ended_cannot_be_cancelled_and_what_is_cancelled_not_again()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));
        var ended = await replica.EnqueueAsync();
        await replica.EndedAsync(ended.JobId);

        Assert.Equal(ChangeOutcome.Refused, await replica.Control.CancelAsync(JobsReplica.Team, ended.JobId, Cancel));
        Assert.Equal(ChangeOutcome.NotFound, await replica.Control.CancelAsync(JobsReplica.Team, Guid.NewGuid(), Cancel));
        Assert.Equal(ChangeOutcome.NotFound, await replica.Control.CancelAsync(Guid.NewGuid(), ended.JobId, Cancel));
    }

    [Fact]
    public async Task Cancelling_while_hundreds_of_items_end_loses_no_count()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), async (_, cancel) =>
            {
                await Task.Delay(5, cancel);
                return new ItemResult();
            });

        for (var round = 0; round < 5; round++)
        {
            var enqueued = await replica.EnqueueAsync(items: 200);
            await replica.UntilAsync(enqueued.JobId, job => job.SucceededItems > 10);
            await replica.Control.CancelAsync(JobsReplica.Team, enqueued.JobId, Cancel);
            var job = await replica.EndedAsync(enqueued.JobId);

            var items = await replica.ItemsAsync(enqueued.JobId);
            Assert.Equal(JobState.Cancelled, job.State);
            Assert.Equal(items.Count(item => item.State == ItemState.Succeeded), job.SucceededItems);
            Assert.Equal(items.Count(item => item.State == ItemState.Cancelled), job.CancelledItems);
            Assert.Equal(200, job.SucceededItems + job.CancelledItems);
        }
    }
}
