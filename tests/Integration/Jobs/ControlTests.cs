using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ControlTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_paused_job_gives_out_nothing_more_and_goes_on_when_it_is_resumed()
    {
        var first = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (_, cancel) =>
            {
                await first.Task.WaitAsync(cancel);
                return new ItemResult();
            },
            queues: new QueueDefinition("tests", MaxRunningItems: 1));
        var (job, _, _) = await replica.EnqueueAsync(items: 3);
        await replica.UntilAsync(job, view => view.State == JobState.Running);

        Assert.Equal(ChangeOutcome.Done, await replica.Control.PauseAsync(JobsReplica.Team, job, Cancel));
        first.SetResult();
        await replica.UntilAsync(job, view => view.SucceededItems == 1);

        Assert.Equal(JobState.Paused, (await replica.FindAsync(job)).State);
        Assert.Equal(
            [ItemState.Succeeded, ItemState.Paused, ItemState.Paused], (await replica.ItemsAsync(job)).Select(item => item.State));
        Assert.Equal(ChangeOutcome.Refused, await replica.Control.PauseAsync(JobsReplica.Team, job, Cancel));
        Assert.Equal(ChangeOutcome.Done, await replica.Control.ResumeAsync(JobsReplica.Team, job, Cancel));
        Assert.Equal(JobState.Succeeded, (await replica.EndedAsync(job)).State);
        Assert.Equal(ChangeOutcome.Refused, await replica.Control.ResumeAsync(JobsReplica.Team, job, Cancel));
    }

    [Fact]
    public async Task A_job_that_goes_on_after_a_pause_began_when_it_first_did_and_one_that_is_retried_begins_anew()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) => Task.FromResult(new ItemResult()),
            options => options.RunItems = false);
        var (job, _, _) = await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [new(JobsReplica.Step), new(JobsReplica.Other)] }, Cancel);
        await EndOneAsync(ItemState.Succeeded);
        var began = (await replica.FindAsync(job)).StartedAt;

        await replica.Control.PauseAsync(JobsReplica.Team, job, Cancel);
        await replica.Control.ResumeAsync(JobsReplica.Team, job, Cancel);
        await EndOneAsync(ItemState.Failed);
        var resumed = (await replica.FindAsync(job)).StartedAt;
        await replica.Control.RetryAsync(JobsReplica.Team, job, null, Cancel);
        await EndOneAsync(ItemState.Succeeded);

        Assert.NotNull(began);
        Assert.Equal(began, resumed);
        Assert.True((await replica.FindAsync(job)).StartedAt > began);

        async Task EndOneAsync(ItemState state)
        {
            var held = Attempt.Of(Assert.Single(await replica.Get<Claimer>().ClaimAsync("tests", replica.Get<Claimant>(), 1, Cancel)));
            var end = replica.Get<AttemptEnd>();
            Assert.True(state == ItemState.Succeeded
                ? await end.SucceedAsync(held, new ItemResult(), Cancel)
                : await end.EndAsync(held, Ending.Failed("no", retry: false), Cancel));
        }
    }

    [Fact]
    public async Task A_retry_that_comes_due_while_its_job_is_paused_waits_for_the_job()
    {
        var tries = 0;
        var begun = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (_, _) =>
        {
            begun.TrySetResult();
            await fail.Task;
            return Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException("once") : new ItemResult();
        });
        var (job, _, _) = await replica.EnqueueAsync();
        await begun.Task;
        await replica.Control.PauseAsync(JobsReplica.Team, job, Cancel);

        fail.SetResult();
        await replica.UntilItemAsync(job, item => item.State == ItemState.Paused);
        await replica.Control.ResumeAsync(JobsReplica.Team, job, Cancel);

        Assert.Equal(JobState.Succeeded, (await replica.EndedAsync(job)).State);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task In_a_manual_queue_only_what_a_person_released_runs()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));
        var queue = await replica.FoundAsync(new NewQueue("By hand", QueueMode.Manual));
        var (waits, _, _) = await replica.EnqueueAsync(queue: queue.Name);
        var (runs, _, _) = await replica.EnqueueAsync(queue: queue.Name);

        Assert.Equal(ChangeOutcome.Done, await replica.Control.ReleaseAsync(JobsReplica.Team, runs, Cancel));
        await replica.EndedAsync(runs);

        Assert.Equal((JobState.Pending, false), (await replica.FindAsync(waits)) is var left ? (left.State, left.Released) : default);
        Assert.Equal(ItemState.Pending, Assert.Single(await replica.ItemsAsync(waits)).State);
        Assert.Equal(ChangeOutcome.Refused, await replica.Control.ReleaseAsync(JobsReplica.Team, runs, Cancel));
        await replica.Get<IQueues>().UpdateAsync(
            JobsReplica.Team, queue.Id, new QueueChange(Mode: QueueMode.Automatic), shared: false, Cancel);
        Assert.Equal(JobState.Succeeded, (await replica.EndedAsync(waits)).State);
    }

    [Fact]
    public async Task A_higher_priority_moves_a_waiting_job_forward_and_an_ended_one_keeps_its_own()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        await desk.EnqueueAsync();
        var (late, _, _) = await desk.EnqueueAsync();
        var (ended, _, _) = await desk.EnqueueAsync();
        await desk.Control.CancelAsync(JobsReplica.Team, ended, Cancel);

        Assert.Equal(1, await desk.Queue.JobsAheadAsync(JobsReplica.Team, late, Cancel));
        Assert.Equal(ChangeOutcome.Done, await desk.Control.SetPriorityAsync(JobsReplica.Team, late, JobPriority.Urgent, Cancel));

        Assert.Equal(0, await desk.Queue.JobsAheadAsync(JobsReplica.Team, late, Cancel));
        Assert.Equal(0, await desk.CountAsync(
            "select count(*) from jobs.item join jobs.job on job.id = item.job_id where item.turn_at <> job.turn_at"));
        Assert.Equal(ChangeOutcome.Refused, await desk.Control.SetPriorityAsync(JobsReplica.Team, ended, 0, Cancel));
        Assert.Equal(ChangeOutcome.NotFound, await desk.Control.SetPriorityAsync(Guid.NewGuid(), late, 0, Cancel));
    }

    [Fact]
    public async Task A_finished_job_can_be_archived_and_brought_back_and_an_unfinished_one_cannot()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();

        Assert.Equal(ChangeOutcome.Refused, await desk.Control.ArchiveAsync(JobsReplica.Team, job, Cancel));
        await desk.Control.CancelAsync(JobsReplica.Team, job, Cancel);
        Assert.Equal(ChangeOutcome.Done, await desk.Control.ArchiveAsync(JobsReplica.Team, job, Cancel));
        Assert.Equal(ChangeOutcome.Done, await desk.Control.ArchiveAsync(JobsReplica.Team, job, Cancel));
        Assert.Empty((await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(), 10, null, Cancel)).Items);

        Assert.Equal(ChangeOutcome.Done, await desk.Control.RestoreAsync(JobsReplica.Team, job, Cancel));
        Assert.False(Assert.Single((await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(), 10, null, Cancel)).Items).Archived);
    }
}
