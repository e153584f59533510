using System.Text.Json;
using Suite.Jobs;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class HandEndTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task An_item_that_a_client_did_itself_ends_with_its_result_and_lets_the_next_one_go()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [new(JobsReplica.Step), new(JobsReplica.Other, After: 0)] }, Cancel);
        var items = await desk.ItemsAsync(job);

        var outcome = await desk.Control.EndItemAsync(
            JobsReplica.Team, items[0].Id, ItemState.Succeeded, JsonElement.Parse("""{"text":"a mug"}"""), null, Cancel);

        items = await desk.ItemsAsync(job);
        Assert.Equal(ChangeOutcome.Done, outcome);
        Assert.Equal((ItemState.Succeeded, 1, 100), (items[0].State, items[0].Attempts, items[0].Progress));
        Assert.Equal("a mug", items[0].Result!.Value.GetProperty("text").GetString());
        Assert.Equal(ItemState.Ready, items[1].State);
        await desk.Control.EndItemAsync(JobsReplica.Team, items[1].Id, ItemState.Succeeded, null, null, Cancel);
        var ended = await desk.FindAsync(job);
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.NotNull(ended.StartedAt);
    }

    [Fact]
    public async Task An_item_that_is_marked_failed_cancels_what_is_behind_it()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [new(JobsReplica.Step), new(JobsReplica.Other, After: 0)] }, Cancel);

        await desk.Control.EndItemAsync(
            JobsReplica.Team, (await desk.ItemsAsync(job))[0].Id, ItemState.Failed, null, "out of focus", Cancel);

        var (items, ended) = (await desk.ItemsAsync(job), await desk.FindAsync(job));
        Assert.Equal(["out of focus", $"Step step (item {items[0].Id}) was failed: out of focus"], items.Select(item => item.Error));
        Assert.Equal((JobState.Failed, 1, 1), (ended.State, ended.FailedItems, ended.CancelledItems));
    }

    [Fact]
    public async Task What_a_worker_holds_or_what_has_ended_is_refused_and_another_teams_is_not_found()
    {
        var begun = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (item, cancel) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return new ItemResult();
        });
        var (job, _, _) = await replica.EnqueueAsync();
        await begun.Task;
        var item = Assert.Single(await replica.ItemsAsync(job)).Id;

        Assert.Equal(ChangeOutcome.Refused, await EndAsync(JobsReplica.Team));
        Assert.Equal(ChangeOutcome.NotFound, await EndAsync(Guid.NewGuid()));
        await replica.Control.CancelAsync(JobsReplica.Team, job, Cancel);
        await replica.EndedAsync(job);
        Assert.Equal(ChangeOutcome.Refused, await EndAsync(JobsReplica.Team));

        Task<ChangeOutcome> EndAsync(Guid team) => replica.Control.EndItemAsync(team, item, ItemState.Succeeded, null, null, Cancel);
    }

    [Fact]
    public async Task A_result_that_cannot_be_stored_is_refused_and_the_item_waits_on()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();
        var item = Assert.Single(await desk.ItemsAsync(job)).Id;

        var refused = await Assert.ThrowsAsync<ProblemException>(() => desk.Control.EndItemAsync(
            JobsReplica.Team, item, ItemState.Succeeded, JsonElement.Parse(@"""\u0000"""), null, Cancel));

        Assert.Equal(("invalid-request", 400), (refused.Kind.Code, refused.Kind.Status));
        Assert.Equal(ItemState.Ready, Assert.Single(await desk.ItemsAsync(job)).State);
    }

    [Fact]
    public async Task Of_many_who_end_an_item_at_once_one_succeeds()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();
        var item = Assert.Single(await desk.ItemsAsync(job)).Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => desk.Control.EndItemAsync(JobsReplica.Team, item, ItemState.Succeeded, null, null, Cancel)));

        Assert.Single(outcomes, ChangeOutcome.Done);
        Assert.Equal(1, (await desk.FindAsync(job)).SucceededItems);
    }
}
