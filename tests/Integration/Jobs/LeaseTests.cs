using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class LeaseTests(PostgresServer postgres)
{
    // A test waits until it is over; fifteen heartbeats come by then, of which a busy machine may keep back some.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task The_result_of_a_worker_that_lost_its_lease_is_not_accepted()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var replica = await JobsReplica.StartAsync(database, Nothing, options => options.RunItems = false);
        await replica.ExecuteAsync("create table output (attempt bigint)");
        var enqueued = await replica.EnqueueAsync();
        var zombie = Assert.Single(await replica.Get<Claimer>().ClaimAsync("tests", replica.Get<Claimant>(), 1, CancellationToken.None));
        await replica.ExecuteAsync("update jobs.item set lease_until = now() - interval '1 second'");
        await Until(async () => (await replica.ItemsAsync(enqueued.JobId))[0].State == ItemState.Ready);
        await Until(async () => await replica.CountAsync("select count(*) from jobs.item where run_at <= now()") == 1);
        await replica.Get<Claimer>().ReadyAfterBackOffAsync(CancellationToken.None);
        var holder = Assert.Single(await replica.Get<Claimer>().ClaimAsync("tests", replica.Get<Claimant>(), 1, CancellationToken.None));

        var late = await replica.Get<AttemptEnd>().SucceedAsync(Attempt.Of(zombie), Writing(zombie), CancellationToken.None);
        var inTime = await replica.Get<AttemptEnd>().SucceedAsync(Attempt.Of(holder), Writing(holder), CancellationToken.None);

        Assert.False(late);
        Assert.True(inTime);
        Assert.Equal(1, await replica.CountAsync("select count(*) from output"));
        Assert.Equal(holder.AttemptId, await replica.CountAsync("select attempt from output"));
        Assert.Equal(JobState.Succeeded, (await replica.FindAsync(enqueued.JobId)).State);
    }

    [Fact]
    public async Task A_long_run_keeps_its_lease_by_heartbeats()
    {
        var attempts = new ConcurrentBag<int>();
        var goOn = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (item, cancel) =>
            {
                attempts.Add(item.Attempt);
                await goOn.Task.WaitAsync(cancel);
                return new ItemResult();
            },
            options => options.Lease = Short);

        var enqueued = await replica.EnqueueAsync();
        await OutlastsItsLeaseAsync(replica, attempt: 1);
        goOn.SetResult();
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal([1], attempts);
    }

    [Fact]
    public async Task An_attempt_that_cannot_be_ended_does_not_keep_others_from_being_taken_back()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), Nothing, options => options.RunItems = false);
        var stuck = (await replica.EnqueueAsync()).JobId;
        var other = (await replica.EnqueueAsync()).JobId;
        await replica.Get<Claimer>().ClaimAsync("tests", replica.Get<Claimant>(), 2, CancellationToken.None);
        await replica.ExecuteAsync($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise 'not this one'; end $$;
            create trigger refuse before update on jobs.item for each row when (old.job_id = '{stuck}' and new.state = 'ready')
                execute function refuse();
            """);

        await replica.ExecuteAsync(
            $"update jobs.item set lease_until = now() - case when job_id = '{stuck}' then interval '2 seconds' else interval '1 second' end");
        await replica.UntilItemAsync(other, item => item.State == ItemState.Ready);

        Assert.Equal(ItemState.Leased, Assert.Single(await replica.ItemsAsync(stuck)).State);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_or_forward_ends_no_lease()
    {
        var clock = new SteppedClock();
        var attempts = new ConcurrentBag<int>();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (item, cancel) =>
            {
                attempts.Add(item.Attempt);
                foreach (var step in (int[])[3, -30, 12])
                {
                    clock.Step = TimeSpan.FromHours(step);
                    await Task.Delay(TimeSpan.FromMilliseconds(400), cancel);
                }
                return new ItemResult();
            },
            configureServices: services => services.AddSingleton<TimeProvider>(clock));

        var job = await replica.EndedAsync((await replica.EnqueueAsync()).JobId);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal([1], attempts);
        Assert.InRange(job.FinishedAt!.Value, job.CreatedAt, job.CreatedAt.AddMinutes(1));
    }

    [Fact]
    public async Task A_process_that_holds_a_lost_attempt_beside_a_new_one_at_the_same_item_keeps_the_new_lease()
    {
        var attempts = new ConcurrentBag<int>();
        var (lost, kept) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (item, _) =>
            {
                attempts.Add(item.Attempt);
                await (item.Attempt == 1 ? lost : kept).Task;
                return new ItemResult();
            },
            // The lost attempt does not listen, and is not left behind before the test is over.
            options => (options.Lease, options.StopGrace) = (Short, TimeSpan.FromMinutes(1)));
        var enqueued = await replica.EnqueueAsync();
        await Until(async () =>
        {
            await replica.ExecuteAsync("update jobs.item set lease_until = now() - interval '1 second' where state = 'leased' and attempts = 1");
            return attempts.Contains(2);
        });

        await OutlastsItsLeaseAsync(replica, attempt: 2);
        kept.SetResult();
        await replica.EndedAsync(enqueued.JobId);
        lost.SetResult();

        Assert.Equal([1, 2], attempts.Order());
    }

    [Fact]
    public async Task Items_whose_worker_dies_every_time_end_failed_and_do_not_go_round_for_ever()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), Nothing, options => options.RunItems = false,
            queues: new QueueDefinition("tests", MaxAttempts: 2));
        var enqueued = await replica.EnqueueAsync();

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await Until(async () =>
            {
                await replica.Get<Claimer>().ReadyAfterBackOffAsync(CancellationToken.None);
                return (await replica.Get<Claimer>().ClaimAsync("tests", replica.Get<Claimant>(), 1, CancellationToken.None)).Count == 1;
            });
            await replica.ExecuteAsync("update jobs.item set lease_until = now() - interval '1 second'");
            await Until(async () => (await replica.ItemsAsync(enqueued.JobId))[0].State != ItemState.Leased);
        }

        var item = Assert.Single(await replica.ItemsAsync(enqueued.JobId));
        Assert.Equal(ItemState.Failed, item.State);
        Assert.Contains("gave no sign of life", item.Error);
        Assert.Equal(2, await replica.CountAsync("select count(*) from jobs.attempt_history where outcome = 'lost'"));
    }

    [Fact]
    public async Task A_replica_that_stops_gives_its_items_back_at_once_and_the_attempt_does_not_count()
    {
        var database = await postgres.CreateDatabaseAsync();
        var begun = new TaskCompletionSource();
        var leaving = await JobsReplica.StartAsync(
            database,
            async (_, cancel) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancel);
                return new ItemResult();
            },
            options => options.Lease = TimeSpan.FromMinutes(5));
        var enqueued = await leaving.EnqueueAsync();
        await begun.Task;
        await leaving.DisposeAsync();

        await using var staying = await JobsReplica.StartAsync(database, Nothing);
        await staying.EndedAsync(enqueued.JobId);

        var item = Assert.Single(await staying.ItemsAsync(enqueued.JobId));
        Assert.Equal((ItemState.Succeeded, 1), (item.State, item.Attempts));
        Assert.Equal(1, await staying.CountAsync("select count(*) from jobs.attempt_history where outcome = 'released'"));
    }

    [Fact]
    public async Task A_handler_that_takes_too_long_is_stopped_and_tried_again_even_when_it_does_not_listen()
    {
        var never = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (item, cancel) =>
            {
                if (item.Attempt == 1)
                    await never.Task;
                return new ItemResult();
            },
            options =>
            {
                // Long enough for an attempt that does nothing, on a machine that is busy.
                options.AttemptTimeout = TimeSpan.FromSeconds(1);
                options.StopGrace = TimeSpan.FromMilliseconds(200);
            });

        var enqueued = await replica.EnqueueAsync();
        var job = await replica.EndedAsync(enqueued.JobId);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(1, await replica.CountAsync("select count(*) from jobs.attempt_history where error like '%took longer than%'"));
    }

    [Fact]
    public async Task A_handler_that_keeps_its_thread_is_left_behind_and_the_others_go_on()
    {
        using var stuck = new ManualResetEventSlim();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) =>
            {
                if (item.Attempt == 1)
                    stuck.Wait(CancellationToken.None);
                return Task.FromResult(new ItemResult());
            },
            options =>
            {
                options.MaxRunningItems = 1;
                options.AttemptTimeout = TimeSpan.FromSeconds(1);
                options.StopGrace = TimeSpan.FromMilliseconds(100);
            });

        var enqueued = await replica.EnqueueAsync(items: 2);
        var job = await replica.EndedAsync(enqueued.JobId);
        stuck.Set();

        Assert.Equal((JobState.Succeeded, 2), (job.State, job.SucceededItems));
        Assert.Equal(2, await replica.CountAsync("select count(*) from jobs.attempt_history where error like '%took longer than%'"));
    }

    private static Task<ItemResult> Nothing(ItemContext item, CancellationToken cancel) => Task.FromResult(new ItemResult());

    private static ItemResult Writing(RunningItem item) => new(
        Commit: (sql, cancel) => sql.ExecuteAsync("insert into output values ($1)", args => args.Add(item.AttemptId), cancel));

    private static Task OutlastsItsLeaseAsync(JobsReplica replica, int attempt) => Until(async () => await replica.CountAsync(
        $"select count(*) from jobs.item where attempts = {attempt} and leased_at < clock_timestamp() - interval '{Short}'") == 1);

    private static Task Until(Func<Task<bool>> condition) => ServiceDefaults.Eventually.TrueAsync(condition);

    /// <summary>The machine's clock, as somebody sets it. Timers and durations go by another, which nobody sets.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;
    }
}
