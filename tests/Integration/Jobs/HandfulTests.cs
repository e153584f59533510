using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>Items of queues without limits, which claims lease without counting.</summary>
public class HandfulTests(PostgresServer postgres)
{
    private const string Handfuls = "select count(*) from jobs.handful";

    // What a crash leaves of a claim that was not on disk: nothing, and the numbers that it drew are to be had again.
    private const string AsIfItHadNotBeenClaimed = """
        update jobs.item
        set state = 'ready', attempts = 0, fence = null, worker = null, leased_at = null, lease_until = null, started_at = null,
            handful = null;
        delete from jobs.handful;
        update jobs.job set state = 'pending', started_at = null;
        select setval('jobs.attempt_id', (select last_value - 1 from jobs.attempt_id)),
            setval('jobs.handful_id_seq', (select last_value - 1 from jobs.handful_id_seq));
        """;

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly Claimant Silent = new("silent", [$"{JobsReplica.Kind}/{JobsReplica.Step}"]);

    [Fact]
    public async Task What_a_silent_worker_leased_without_counting_is_taken_back_and_then_done_by_another()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var enqueued = await desk.EnqueueAsync(items: 5);
        await desk.Get<Claimer>().ClaimAsync("tests", Silent, 5, Cancel);
        Assert.Equal(1, await desk.CountAsync(Handfuls));
        await desk.ExecuteAsync("update jobs.item set lease_until = now() - interval '1 second'");

        await using var worker = await JobsReplica.StartAsync(database, (_, _) => Task.FromResult(new ItemResult()));
        var job = await worker.EndedAsync(enqueued.JobId);

        Assert.Equal((JobState.Succeeded, 5), (job.State, job.SucceededItems));
        Assert.Equal(5, await worker.CountAsync("select count(*) from jobs.attempt_history where outcome = 'lost'"));
    }

    [Fact]
    public async Task A_limit_that_is_set_later_counts_what_was_leased_without_counting()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        await desk.EnqueueAsync(items: 10);
        var first = await desk.Get<Claimer>().ClaimAsync("tests", Silent, 3, Cancel);

        await desk.ExecuteAsync("update jobs.queue set max_running_items = 4");
        var then = await desk.Get<Claimer>().ClaimAsync("tests", Silent, 10, Cancel);
        await desk.Get<AttemptEnd>().SucceedAsync(Attempt.Of(first[0]), new ItemResult(), Cancel);
        var last = await desk.Get<Claimer>().ClaimAsync("tests", Silent, 10, Cancel);

        Assert.Equal((3, 1, 1), (first.Count, then.Count, last.Count));
        Assert.Equal(4, await desk.CountAsync("select count(*) from jobs.leased_item where queue = 'tests'"));
    }

    [Fact]
    public async Task What_held_a_claim_that_a_crash_took_back_has_no_say_in_the_next_one()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var before = await JobsReplica.StartAsync(database);
        await before.EnqueueAsync(items: 1);
        var lost = Assert.Single(await before.Get<Claimer>().ClaimAsync("tests", Silent, 1, Cancel));
        await before.ExecuteAsync(AsIfItHadNotBeenClaimed);

        await using var after = await JobsReplica.StartAsync(database);
        var held = Assert.Single(await after.Get<Claimer>().ClaimAsync("tests", Silent, 1, Cancel));

        Assert.Equal(lost.ItemId, held.ItemId);
        Assert.True(held.AttemptId > lost.AttemptId);
        Assert.True(held.Handful!.Id > lost.Handful!.Id);
        Assert.False(await before.Get<AttemptEnd>().SucceedAsync(Attempt.Of(lost), new ItemResult(), Cancel));
        Assert.True(await after.Get<AttemptEnd>().SucceedAsync(Attempt.Of(held), new ItemResult(), Cancel));
    }

    [Fact]
    public async Task An_item_that_was_given_back_is_leased_once_although_its_first_handful_is_still_there()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        await desk.EnqueueAsync(items: 2);
        var first = await desk.Get<Claimer>().ClaimAsync("tests", Silent, 2, Cancel);
        await desk.Get<AttemptEnd>().EndAsync(Attempt.Of(first[0]), Ending.Released, Cancel);

        await desk.Get<Claimer>().ClaimAsync("tests", Silent, 2, Cancel);

        Assert.Equal(2, await desk.CountAsync(Handfuls));
        Assert.Equal(2, await desk.CountAsync("select count(*) from jobs.leased_item"));
    }

    [Fact]
    public async Task Handfuls_of_which_nothing_is_left_go()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) => Task.FromResult(new ItemResult()),
            Short);

        for (var i = 0; i < 20; i++)
            await replica.EndedAsync((await replica.EnqueueAsync(items: 3)).JobId);

        await replica.UntilCountAsync(Handfuls, 0);
    }

    private static void Short(JobsOptions options) =>
        (options.Lease, options.Heartbeat) = (TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(100));
}
