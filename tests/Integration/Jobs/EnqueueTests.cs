using System.Text.Json;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class EnqueueTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task While_a_job_with_the_same_dedup_key_is_unfinished_no_second_one_is_made()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var job = JobsReplica.New() with { DedupKey = "asset-7" };

        var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Queue.EnqueueAsync(job, Cancel)));
        await desk.Control.CancelAsync(JobsReplica.Team, made[0].JobId, Cancel);
        var afterwards = await desk.Queue.EnqueueAsync(job, Cancel);
        var ofAnotherTeam = await desk.Queue.EnqueueAsync(job with { TeamId = Guid.NewGuid() }, Cancel);

        Assert.Single(made, enqueued => enqueued.Created);
        Assert.Single(made.Select(enqueued => enqueued.JobId).Distinct());
        Assert.True(afterwards.Created);
        Assert.True(ofAnotherTeam.Created);
    }

    [Fact]
    public async Task A_job_enqueued_in_a_transaction_that_fails_was_never_there()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.Db.InTransactionAsync(
            async sql =>
            {
                await desk.Queue.EnqueueAsync(JobsReplica.New(), Cancel, sql);
                throw new InvalidOperationException();
            },
            Cancel));

        Assert.Equal(0, await desk.CountAsync("select count(*) from jobs.job"));
    }

    [Fact]
    public async Task Another_teams_jobs_are_not_found_listed_or_counted()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var ours = await desk.EnqueueAsync(items: 2);
        var stranger = Guid.NewGuid();

        Assert.Null(await desk.Queue.FindAsync(stranger, ours.JobId, Cancel));
        Assert.Empty((await desk.Queue.ListAsync(stranger, new JobFilter(), 50, null, Cancel)).Items);
        Assert.Empty((await desk.Queue.ListItemsAsync(stranger, ours.JobId, null, 50, null, Cancel)).Items);
        Assert.All(await desk.Get<IQueues>().ListAsync(stranger, Cancel), queue => Assert.Equal(0, queue.ReadyItems));
        Assert.Contains(await desk.Get<IQueues>().ListAsync(JobsReplica.Team, Cancel), queue => queue.ReadyItems == 2);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_from_running_to_finished()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        for (var i = 0; i < 9; i++)
            await desk.EnqueueAsync(priority: i * 10);
        await desk.ExecuteAsync(
            """
            update jobs.job set state = case when priority < 30 then 'running' when priority < 60 then 'pending' else 'succeeded' end,
                succeeded_items = case when priority < 60 then 0 else 1 end,
                finished_at = case when priority >= 60 then now() - priority * interval '1 minute' end
            """);

        var priorities = new List<int>();
        string? cursor = null;
        do
        {
            var page = await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(), 2, cursor, Cancel);
            Assert.InRange(page.Items.Count, 1, 2);
            priorities.AddRange(page.Items.Select(job => job.Priority));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80], priorities);
    }

    [Fact]
    public async Task What_went_in_comes_out_as_it_came()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var asset = Guid.NewGuid();
        var job = JobsReplica.New() with
        {
            Config = JsonElement.Parse("""{"a":[1,2]}"""),
            CreatedBy = Guid.NewGuid(),
            Items = [new(JobsReplica.Step, asset, JsonElement.Parse("""{"path":"x \" y"}""")), new(JobsReplica.Other)],
        };

        var enqueued = await desk.Queue.EnqueueAsync(job, Cancel);

        var view = await desk.FindAsync(enqueued.JobId);
        var items = await desk.ItemsAsync(enqueued.JobId);
        Assert.Equal("[1,2]", view.Config!.Value.GetProperty("a").GetRawText().Replace(" ", ""));
        Assert.Equal(job.CreatedBy, view.CreatedBy);
        Assert.Equal("x \" y", items[0].Input!.Value.GetProperty("path").GetString());
        Assert.Equal((asset, null), (items[0].AssetId, items[1].AssetId));
        Assert.Null(items[1].Input);
    }
}
