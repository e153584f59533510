using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>Items that a process claims before it has a slot for them, because those before them end fast.</summary>
public class ClaimAheadTests(PostgresServer postgres)
{
    private const int Quick = 600;
    private const int Slots = 2;
    private readonly TaskCompletionSource _goOn = new();
    private int _begun;

    [Fact]
    public async Task They_count_against_the_limit_of_their_queue()
    {
        var most = 0L;
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (_, cancel) =>
            {
                await _goOn.Task.WaitAsync(cancel);
                return new ItemResult();
            },
            options => options.MaxRunningItems = Slots,
            queues: new QueueDefinition("tests", MaxRunningItems: 5));
        var job = await replica.EnqueueAsync(items: Quick);

        while ((await replica.FindAsync(job.JobId)).FinishedAt is null)
        {
            most = Math.Max(most, await replica.CountAsync("select count(*) from jobs.item where state = 'leased'"));
            if (most > 0)
                _goOn.TrySetResult();
        }

        Assert.InRange(most, 1, 5);
    }

    [Fact]
    public async Task A_process_that_stops_gives_them_back_as_if_they_had_not_been_claimed()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var (leaving, _) = await StuckWithItemsAheadAsync(database, desk);

        await leaving.DisposeAsync();

        Assert.Equal(0, await desk.CountAsync("select count(*) from jobs.item where state <> 'ready' or attempts > 0"));
        Assert.Equal(Slots, await desk.CountAsync("select count(*) from jobs.attempt_history where outcome = 'released'"));
        Assert.Equal(Quick, await desk.CountAsync("select count(*) from jobs.attempt_history where outcome = 'succeeded'"));
    }

    [Fact]
    public async Task They_are_left_to_others_when_one_before_them_takes_long()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var (stuck, job) = await StuckWithItemsAheadAsync(database, desk);

        await using (stuck)
        {
            await using var free = await JobsReplica.StartAsync(database, (_, _) => Task.FromResult(new ItemResult()), Unlimited);
            await desk.UntilAsync(job, view => view.SucceededItems == view.TotalItems - Slots);
            _goOn.SetResult();
            await desk.EndedAsync(job);
        }

        Assert.Equal(0, await desk.CountAsync("select count(*) from jobs.attempt_history where number > 1 or outcome <> 'succeeded'"));
    }

    [Fact]
    public async Task Pausing_and_cancelling_their_job_reaches_them_at_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var (stuck, job) = await StuckWithItemsAheadAsync(database, desk);

        await using (stuck)
        {
            await desk.Control.PauseAsync(JobsReplica.Team, job, CancellationToken.None);
            await ServiceDefaults.Eventually.TrueAsync(async () =>
                await desk.CountAsync("select count(*) from jobs.item where state = 'leased'") == Slots);
            Assert.Equal(Slots, await desk.CountAsync("select count(*) from jobs.item where state <> 'paused'"));

            await desk.Control.CancelAsync(JobsReplica.Team, job, CancellationToken.None);
            var ended = await desk.EndedAsync(job);
            Assert.Equal((JobState.Cancelled, Quick), (ended.State, ended.SucceededItems));
        }
    }

    /// <summary>A replica that found its items short until all of its slots were taken by long ones, with more claimed ahead.</summary>
    private async Task<(JobsReplica Replica, Guid Job)> StuckWithItemsAheadAsync(string database, JobsReplica desk)
    {
        var replica = await JobsReplica.StartAsync(
            database,
            async (_, cancel) =>
            {
                if (Interlocked.Increment(ref _begun) > Quick)
                    await _goOn.Task.WaitAsync(cancel);
                return new ItemResult();
            },
            options =>
            {
                Unlimited(options);
                options.MaxRunningItems = Slots;
            });
        var job = await desk.EnqueueAsync(items: 3 * Quick);
        await desk.UntilAsync(job.JobId, view => view.SucceededItems == Quick);
        return (replica, job.JobId);
    }

    private static void Unlimited(JobsOptions options) => options.QueueConcurrency = JobsOptions.NoLimit;
}
