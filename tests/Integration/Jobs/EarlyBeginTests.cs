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

    private const string EndThoseThatWait = """
        select pg_terminate_backend(pid) from pg_locks where relation = 'jobs.handful'::regclass and not granted
        """;

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
        await replica.UntilCountAsync("select count(*) from pg_locks where relation = 'jobs.handful'::regclass and not granted", 1);
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
        while (!stopped.Task.IsCompleted)
        {
            await replica.ExecuteAsync(EndThoseThatWait);
            await Task.WhenAny(stopped.Task, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        }
        await LetGoAsync(held);
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal((JobState.Succeeded, 1), (job.State, job.SucceededItems));
        Assert.True(calls > 1);
        Assert.Equal(1, Assert.Single(await replica.ItemsAsync(enqueued.JobId)).Attempts);
    }

    private static async Task<OwnSession> HoldAsync(JobsReplica replica)
    {
        var session = await replica.Db.OpenSessionAsync(CancellationToken.None);
        await Db.On(session.Connection).ExecuteAsync("begin", null, CancellationToken.None);
        await Db.On(session.Connection).ExecuteAsync(KeepCommitsWaiting, null, CancellationToken.None);
        return session;
    }

    private static Task<int> LetGoAsync(OwnSession held) => Db.On(held.Connection).ExecuteAsync("rollback", null, CancellationToken.None);
}
