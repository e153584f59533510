using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class RetryTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_failed_item_comes_back_without_its_error_and_what_was_cancelled_behind_it_too()
    {
        var broken = true;
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), (item, _) =>
            broken && item.Step == JobsReplica.Step && item.AssetId is null
                ? throw new ItemFailedException("broken", retry: false)
                : Task.FromResult(new ItemResult()));
        var (job, _, _) = await replica.Queue.EnqueueAsync(
            JobsReplica.New() with
            {
                Items = [new(JobsReplica.Step), new(JobsReplica.Other, After: 0), new(JobsReplica.Other, After: 1), new(JobsReplica.Step, Guid.NewGuid())],
            },
            Cancel);
        var before = await replica.EndedAsync(job);
        Assert.Equal((JobState.Partial, 1, 1, 2), (before.State, before.SucceededItems, before.FailedItems, before.CancelledItems));

        broken = false;
        var retry = await replica.Control.RetryAsync(JobsReplica.Team, job, null, Cancel);
        var after = await replica.EndedAsync(job);

        Assert.Equal((ChangeOutcome.Done, 3, JobState.Pending), (retry.Outcome, retry.Items, retry.State));
        Assert.Equal((JobState.Succeeded, 4, 0, 0), (after.State, after.SucceededItems, after.FailedItems, after.CancelledItems));
        Assert.All(await replica.ItemsAsync(job), item => Assert.Equal((ItemState.Succeeded, null, 1), (item.State, item.Error, item.Attempts)));
        Assert.Equal(5, await replica.CountAsync("select count(*) from jobs.attempt_history"));
    }

    [Fact]
    public async Task While_it_waits_again_a_retried_item_shows_neither_error_nor_end()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => throw new ItemFailedException("broken", retry: false));
        var (job, _, _) = await replica.EnqueueAsync();
        await replica.EndedAsync(job);
        await replica.ExecuteAsync("update jobs.queue set state = 'paused'");

        await replica.Control.RetryAsync(JobsReplica.Team, job, null, Cancel);

        var item = Assert.Single(await replica.ItemsAsync(job));
        Assert.Equal((ItemState.Ready, 0, null, null, 0), (item.State, item.Attempts, item.Error, item.FinishedAt, item.Progress));
        var view = await replica.FindAsync(job);
        Assert.Equal((JobState.Pending, 0, null, 0), (view.State, view.FailedItems, view.FinishedAt, view.Progress));
    }

    [Fact]
    public async Task Only_the_chosen_items_are_retried()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => throw new ItemFailedException("broken", retry: false));
        var (job, _, _) = await replica.EnqueueAsync(items: 3);
        await replica.EndedAsync(job);
        await replica.ExecuteAsync("update jobs.queue set state = 'paused'");
        var items = await replica.ItemsAsync(job);

        var retry = await replica.Control.RetryAsync(JobsReplica.Team, job, [items[1].Id, -7], Cancel);

        Assert.Equal((ChangeOutcome.Done, 1), (retry.Outcome, retry.Items));
        Assert.Equal(
            [ItemState.Failed, ItemState.Ready, ItemState.Failed], (await replica.ItemsAsync(job)).Select(item => item.State));
    }

    [Fact]
    public async Task Nothing_that_failed_is_nothing_to_retry_and_a_cancelled_job_stays_cancelled()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();

        Assert.Equal(ChangeOutcome.Refused, (await desk.Control.RetryAsync(JobsReplica.Team, job, null, Cancel)).Outcome);
        await desk.Control.CancelAsync(JobsReplica.Team, job, Cancel);
        Assert.Equal(ChangeOutcome.Refused, (await desk.Control.RetryAsync(JobsReplica.Team, job, null, Cancel)).Outcome);
        Assert.Equal(ChangeOutcome.NotFound, (await desk.Control.RetryAsync(Guid.NewGuid(), job, null, Cancel)).Outcome);
    }

    [Fact]
    public async Task A_job_is_not_retried_while_another_with_its_dedup_key_is_at_the_same_thing()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => throw new ItemFailedException("broken", retry: false));
        var job = JobsReplica.New() with { DedupKey = "asset-7" };
        var first = (await replica.Queue.EnqueueAsync(job, Cancel)).JobId;
        await replica.EndedAsync(first);
        await replica.ExecuteAsync("update jobs.queue set state = 'paused'");
        await replica.Queue.EnqueueAsync(job, Cancel);

        Assert.Equal(ChangeOutcome.Refused, (await replica.Control.RetryAsync(JobsReplica.Team, first, null, Cancel)).Outcome);
        Assert.Equal(JobState.Failed, (await replica.FindAsync(first)).State);
    }

    [Fact]
    public async Task Of_a_retry_and_a_cancellation_at_once_each_sees_what_the_other_did()
    {
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), (item, _) =>
            item.AssetId is null ? throw new ItemFailedException("broken", retry: false) : Task.FromResult(new ItemResult()));
        for (var round = 0; round < 5; round++)
        {
            var (job, _, _) = await replica.EnqueueAsync(items: 20);
            await replica.UntilAsync(job, view => view.FailedItems > 5);

            await Task.WhenAll(
                replica.Control.RetryAsync(JobsReplica.Team, job, null, Cancel),
                replica.Control.CancelAsync(JobsReplica.Team, job, Cancel));
            var ended = await replica.EndedAsync(job);

            var items = await replica.ItemsAsync(job);
            Assert.Equal(20, ended.FailedItems + ended.CancelledItems);
            Assert.Equal(items.Count(item => item.State == ItemState.Failed), ended.FailedItems);
            Assert.Equal(items.Count(item => item.State == ItemState.Cancelled), ended.CancelledItems);
        }
    }
}
