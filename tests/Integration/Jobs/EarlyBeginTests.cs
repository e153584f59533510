using Npgsql;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>Handlers that begin while the claim of their item is still being committed: see ADR 15.</summary>
public class EarlyBeginTests(PostgresServer postgres)
{
    // A claim leases its items first, and writes down its handful with the commit: that waits here.
    private const string KeepCommitsWaiting = "lock table jobs.handful in share mode";

    // Not the rescuer, which waits for the table as well.
    private const string WaitingClaims = """
        from pg_locks
        join pg_stat_activity using (pid)
        where relation = 'jobs.handful'::regclass and not granted and query like '%insert into jobs.handful%'
        """;

    private const string CountThoseThatWait = "select count(*) " + WaitingClaims;
    private const string EndThoseThatWait = "select pg_terminate_backend(pid) " + WaitingClaims;

    [Fact]
    public async Task Nothing_counts_before_the_claim_is_committed()
    {
        var began = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) =>
            {
                began.TrySetResult();
                return Task.FromResult(new ItemResult());
            });
        await using var held = await HoldAsync(replica);

        var enqueued = await replica.EnqueueAsync();
        await began.Task;
        await replica.UntilCountAsync(CountThoseThatWait, 1);
        var meanwhile = Assert.Single(await replica.ItemsAsync(enqueued.JobId));
        await LetGoAsync(held);
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal((ItemState.Ready, 0), (meanwhile.State, meanwhile.Attempts));
        Assert.Equal((JobState.Succeeded, 1), (job.State, job.SucceededItems));
        Assert.Equal(1, Assert.Single(await replica.ItemsAsync(enqueued.JobId)).Attempts);
    }

    [Fact]
    public async Task A_handler_whose_claim_is_not_committed_is_told_to_stop_and_its_result_is_nothing()
    {
        var (calls, began, stopped) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (_, cancel) =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                    return new ItemResult();
                using var hear = cancel.Register(() => stopped.TrySetResult());
                began.SetResult();
                await stopped.Task;
                // It does not mind, and ends as if all was well.
                return new ItemResult();
            });
        await using var held = await HoldAsync(replica);

        var enqueued = await replica.EnqueueAsync();
        await began.Task;
        await ServiceDefaults.Eventually.TrueAsync(async () =>
        {
            await replica.ExecuteAsync(EndThoseThatWait);
            return stopped.Task.IsCompleted;
        });
        await LetGoAsync(held);
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal((JobState.Succeeded, 1), (job.State, job.SucceededItems));
        Assert.True(calls > 1);
        Assert.Equal(1, Assert.Single(await replica.ItemsAsync(enqueued.JobId)).Attempts);
    }

    [Fact]
    public async Task What_was_claimed_ahead_and_may_be_committed_all_the_same_is_left_to_the_rescuer()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var running = desk.Get<RunningItems>();
        await using var held = await HoldAsync(desk);

        await desk.EnqueueAsync();
        var claim = ClaimAsync(desk, items => running.Add(running.Queue("tests"), items));
        await desk.UntilCountAsync(CountThoseThatWait, 1);
        var givingBack = desk.Get<GiveBack>().UnbegunAsync(_ => true);
        await desk.ExecuteAsync(EndThoseThatWait);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => claim);
        await givingBack;

        Assert.Equal(0, running.Count);
        // The rescuer finds what is leased by its handful: that must not be cleared away.
        Assert.Empty(desk.Get<EmptyHandfuls>().Take());
    }

    [Fact]
    public async Task A_commit_that_takes_long_keeps_no_other_lease_from_being_extended()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var running = desk.Get<RunningItems>();
        var first = await desk.EnqueueAsync();
        await ClaimAsync(desk, items => running.Add(running.Queue("tests"), items));
        var begun = running.TryBegin()!;
        await using var held = await HoldAsync(desk);

        await desk.EnqueueAsync();
        var claim = ClaimAsync(desk, items =>
        {
            running.Add(running.Queue("tests"), items);
            // As if it had waited for its turn so long that it should go back.
            items[0].ClaimedAt -= 10 * TimeProvider.System.TimestampFrequency;
        });
        await desk.UntilCountAsync(CountThoseThatWait, 1);
        begun.ReportProgress(50);
        using var stop = new CancellationTokenSource();
        var beating = desk.Get<Heartbeat>().RunAsync(stop.Token);
        await desk.UntilItemAsync(first.JobId, item => item.Progress == 50);
        await LetGoAsync(held);
        await claim;
        await stop.CancelAsync();
        await beating;
    }

    private static Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(JobsReplica desk, Action<List<RunningItem>> begin) =>
        desk.Get<Claimer>().ClaimAsync(
            new WantedItems("tests", new Claimant("someone", [$"{JobsReplica.Kind}/{JobsReplica.Step}"]), 1, Place.First),
            begin,
            CancellationToken.None);

    private static async Task<OwnSession> HoldAsync(JobsReplica replica)
    {
        var session = await replica.Db.OpenSessionAsync(CancellationToken.None);
        await Db.On(session.Connection).ExecuteAsync("begin", null, CancellationToken.None);
        await Db.On(session.Connection).ExecuteAsync(KeepCommitsWaiting, null, CancellationToken.None);
        return session;
    }

    private static Task<int> LetGoAsync(OwnSession held) => Db.On(held.Connection).ExecuteAsync("rollback", null, CancellationToken.None);
}
