using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ReorderTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Jobs_take_the_order_that_was_asked_for_whatever_their_ages_and_priorities()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var low = (await desk.EnqueueAsync(priority: JobPriority.Low)).JobId;
        var normal = (await desk.EnqueueAsync()).JobId;
        var urgent = (await desk.EnqueueAsync(priority: JobPriority.Urgent)).JobId;
        await desk.ExecuteAsync("update jobs.job set turn_at = turn_at - interval '3 days' where priority = 0");

        var changed = await desk.Control.ReorderAsync(JobsReplica.Team, [low, urgent, normal], Cancel);

        Assert.Equal(3, changed);
        Assert.Equal([low, urgent, normal], await InTurnAsync(desk));
        Assert.Equal([0, 10, 20], (await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(), 10, null, Cancel)).Items.Select(job => job.Priority));
        Assert.Equal(0, await desk.CountAsync(
            "select count(*) from jobs.item join jobs.job on job.id = item.job_id where item.turn_at <> job.turn_at"));
    }

    [Fact]
    public async Task A_job_that_was_not_named_keeps_its_place()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var first = (await desk.EnqueueAsync()).JobId;
        var between = (await desk.EnqueueAsync()).JobId;
        var last = (await desk.EnqueueAsync()).JobId;

        await desk.Control.ReorderAsync(JobsReplica.Team, [last, first], Cancel);

        Assert.Equal([last, between, first], await InTurnAsync(desk));
    }

    [Fact]
    public async Task What_has_ended_or_is_not_the_teams_is_left_out()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var ours = (await desk.EnqueueAsync()).JobId;
        var ended = (await desk.EnqueueAsync()).JobId;
        await desk.Control.CancelAsync(JobsReplica.Team, ended, Cancel);
        var theirs = (await desk.Queue.EnqueueAsync(JobsReplica.New() with { TeamId = Guid.NewGuid() }, Cancel)).JobId;

        Assert.Equal(1, await desk.Control.ReorderAsync(JobsReplica.Team, [theirs, ended, Guid.NewGuid(), ours, ours], Cancel));
        Assert.Equal(0, await desk.Control.ReorderAsync(JobsReplica.Team, [theirs], Cancel));
    }

    [Fact]
    public async Task Two_who_reorder_the_same_jobs_at_once_both_succeed_and_one_of_their_orders_stands()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var jobs = new List<Guid>();
        for (var i = 0; i < 20; i++)
            jobs.Add((await desk.EnqueueAsync(queue: i % 2 == 0 ? "even" : "odd")).JobId);
        var backwards = Enumerable.Reverse(jobs).ToList();

        var changed = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            i => desk.Control.ReorderAsync(JobsReplica.Team, i % 2 == 0 ? jobs : backwards, Cancel)));

        Assert.All(changed, count => Assert.Equal(20, count));
        foreach (var queue in (string[])["even", "odd"])
        {
            var order = await InTurnAsync(desk, queue);
            var asked = jobs.Where(order.Contains).ToList();
            Assert.True(order.SequenceEqual(asked) || order.SequenceEqual(Enumerable.Reverse(asked)));
        }
    }

    private static async Task<List<Guid>> InTurnAsync(JobsReplica desk, string queue = "tests") =>
        [.. (await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(queue), 50, null, Cancel)).Items.Select(job => job.Id)];
}
