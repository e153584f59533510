using System.Collections.Concurrent;
using System.Text.Json;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>Items whose ends are written together.</summary>
public class BatchTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task One_that_lost_its_lease_is_refused_and_those_that_end_with_it_are_not()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()), options => options.RunItems = false);
        var job = await replica.EnqueueAsync(items: 3);
        var held = await replica.Get<Claimer>().ClaimAsync("tests", replica.Get<Claimant>(), 3, Cancel);
        await replica.ExecuteAsync($"update jobs.item set fence = nextval('jobs.attempt_id') where id = {held[1].ItemId}");

        var accepted = await replica.Db.InTransactionAsync(
            sql => replica.Get<AttemptEnd>().SucceedAsync(sql, [.. held.Select(item => (item, new ItemResult()))], Cancel), Cancel);

        Assert.Equal(new[] { held[0].AttemptId, held[2].AttemptId }.ToHashSet(), accepted);
        Assert.Equal(2, (await replica.FindAsync(job.JobId)).SucceededItems);
        Assert.Equal(
            [ItemState.Succeeded, ItemState.Leased, ItemState.Succeeded], (await replica.ItemsAsync(job.JobId)).Select(item => item.State));
    }

    [Fact]
    public async Task One_whose_output_cannot_be_stored_fails_and_the_others_are_not_tried_again()
    {
        var attempts = new ConcurrentBag<long>();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), (item, _) =>
        {
            attempts.Add(item.ItemId);
            return Task.FromResult(new ItemResult(JsonSerializer.SerializeToElement(item.Step == JobsReplica.Other ? "refused" : "fine")));
        });
        await replica.ExecuteAsync("alter table jobs.ended_item add constraint not_this check (result::text <> '\"refused\"')");

        var job = await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [.. Enumerable.Range(0, 40).Select(i => new NewItem(i == 17 ? JobsReplica.Other : JobsReplica.Step))] },
            Cancel);
        await replica.EndedAsync(job.JobId);

        var items = await replica.ItemsAsync(job.JobId);
        Assert.Equal((ItemState.Failed, 4), (items[17].State, items[17].Attempts));
        Assert.Contains("not_this", items[17].Error);
        Assert.All(items.Where(item => item != items[17]), item => Assert.Equal((ItemState.Succeeded, 1), (item.State, item.Attempts)));
        Assert.Equal(39 + 4, attempts.Count);
    }

    [Fact]
    public async Task An_output_of_fifty_megabytes_is_refused_and_not_tried_again()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) => Task.FromResult(new ItemResult(JsonSerializer.SerializeToElement(new string('x', 50_000_000)))));

        var job = await replica.EnqueueAsync();
        await replica.EndedAsync(job.JobId);

        var item = Assert.Single(await replica.ItemsAsync(job.JobId));
        Assert.Equal((ItemState.Failed, 1), (item.State, item.Attempts));
        Assert.Equal("The output has 50000002 characters; 1000000 are allowed.", item.Error);
    }

    [Fact]
    public async Task An_output_that_no_column_holds_fails_at_once_with_the_reason()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) => Task.FromResult(new ItemResult(JsonSerializer.SerializeToElement("text\0of a model"))));

        var enqueued = await replica.EnqueueAsync();
        await replica.EndedAsync(enqueued.JobId);
        var item = Assert.Single(await replica.ItemsAsync(enqueued.JobId));

        Assert.Equal((ItemState.Failed, 1), (item.State, item.Attempts));
        Assert.Equal("The output holds a character or a number that cannot be stored.", item.Error);
    }

    [Fact]
    public async Task A_lean_queue_counts_what_succeeds_and_keeps_only_what_failed()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) => item.Step == JobsReplica.Other
                ? throw new ItemFailedException("no", retry: false)
                : Task.FromResult(new ItemResult()));
        await replica.ExecuteAsync("insert into jobs.queue (name, max_running_items, max_attempts, lean) values ('lean', 10000, 4, true)");

        var job = await replica.Queue.EnqueueAsync(
            JobsReplica.New(queue: "lean") with { Items = [new(JobsReplica.Other), .. Enumerable.Repeat(new NewItem(JobsReplica.Step), 50)] },
            Cancel);
        var ended = await replica.EndedAsync(job.JobId);

        Assert.Equal((JobState.Partial, 50, 1, 100), (ended.State, ended.SucceededItems, ended.FailedItems, ended.Progress));
        Assert.Equal("no", Assert.Single(await replica.ItemsAsync(job.JobId)).Error);
        Assert.Equal(1, await replica.CountAsync("select count(*) from jobs.attempt_history"));
    }
}
