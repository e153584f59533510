using System.Collections.Concurrent;
using System.Text.Json;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ChainTests(PostgresServer postgres)
{
    private static readonly NewJob Chain = JobsReplica.New() with
    {
        Items =
        [
            new(JobsReplica.Step, Input: JsonElement.Parse("1")),
            new(JobsReplica.Other, After: 0),
            new(JobsReplica.Step, After: 1),
            new(JobsReplica.Step),
        ],
    };

    [Fact]
    public async Task An_item_runs_only_after_the_one_before_it_has_succeeded()
    {
        var order = new ConcurrentQueue<long>();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (item, cancel) =>
        {
            await Task.Delay(20, cancel);
            order.Enqueue(item.ItemId);
            return new ItemResult();
        });

        var enqueued = await replica.Queue.EnqueueAsync(Chain, CancellationToken.None);
        await replica.EndedAsync(enqueued.JobId);

        var ids = (await replica.ItemsAsync(enqueued.JobId)).Select(item => item.Id).ToList();
        Assert.Equal(ids[..3], order.Where(id => id != ids[3]));
    }

    [Fact]
    public async Task When_an_item_fails_all_behind_it_are_cancelled_and_say_why()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) => item.Input is not null ? throw new ItemFailedException("unreadable", retry: false) : Task.FromResult(new ItemResult()));

        var enqueued = await replica.Queue.EnqueueAsync(Chain, CancellationToken.None);
        var job = await replica.EndedAsync(enqueued.JobId);

        var items = await replica.ItemsAsync(enqueued.JobId);
        Assert.Equal((JobState.Partial, 1, 1, 2), (job.State, job.SucceededItems, job.FailedItems, job.CancelledItems));
        Assert.Equal(
            [ItemState.Failed, ItemState.Cancelled, ItemState.Cancelled, ItemState.Succeeded], items.Select(item => item.State));
        Assert.Equal($"Step step (item {items[0].Id}) was failed: unreadable", items[1].Error);
        Assert.Equal(items[1].Error, items[2].Error);
    }

    [Fact]
    public async Task An_item_cannot_wait_for_one_behind_it()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var circle = JobsReplica.New() with { Items = [new(JobsReplica.Step, After: 1), new(JobsReplica.Step, After: 0)] };

        await Assert.ThrowsAsync<ArgumentException>(() => desk.Queue.EnqueueAsync(circle, CancellationToken.None));
    }
}
