using Suite.Jobs;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class DependencyTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_job_begins_when_the_last_of_those_it_waits_for_has_ended()
    {
        var gate = new TaskCompletionSource();
        var ended = new List<Guid>();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (item, cancel) =>
        {
            if (item.AssetId is not null)
                await gate.Task.WaitAsync(cancel);
            lock (ended)
                ended.Add(item.JobId);
            return new ItemResult();
        });
        var quick = (await replica.EnqueueAsync()).JobId;
        var slow = (await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [new(JobsReplica.Step, Guid.NewGuid())] }, Cancel)).JobId;
        var last = await DependentAsync(replica, quick, slow);

        await replica.UntilAsync(last, job => job.WaitingFor == 1);
        Assert.Equal(ItemState.Pending, Assert.Single(await replica.ItemsAsync(last)).State);
        gate.SetResult();
        await replica.EndedAsync(last);

        Assert.Equal([quick, slow, last], ended);
        var (dependsOn, dependents) = await replica.Control.DependenciesAsync(JobsReplica.Team, last, Cancel);
        Assert.Equal(new HashSet<Guid> { quick, slow }, [.. dependsOn]);
        Assert.Empty(dependents);
        Assert.Equal([last], (await replica.Control.DependenciesAsync(JobsReplica.Team, slow, Cancel)).Dependents);
        Assert.Empty((await replica.Control.DependenciesAsync(Guid.NewGuid(), slow, Cancel)).Dependents);
    }

    [Fact]
    public async Task When_a_job_fails_all_that_wait_for_it_are_cancelled_and_say_why()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => throw new ItemFailedException("broken", retry: false));
        await replica.ExecuteAsync("insert into jobs.queue (name, state, max_running_items, max_attempts) values ('tests', 'paused', 1, 1)");
        var first = (await replica.EnqueueAsync()).JobId;
        var second = await DependentAsync(replica, first);
        var third = await DependentAsync(replica, second);

        await replica.ExecuteAsync("update jobs.queue set state = 'active'");
        var ended = await replica.EndedAsync(third);

        Assert.Equal((JobState.Cancelled, JobState.Cancelled), ((await replica.FindAsync(second)).State, ended.State));
        Assert.Contains(first.ToString(), Assert.Single(await replica.ItemsAsync(second)).Error, StringComparison.Ordinal);
        Assert.Contains(second.ToString(), Assert.Single(await replica.ItemsAsync(third)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_job_cancels_those_that_wait_for_it()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var first = (await desk.EnqueueAsync()).JobId;
        var second = await DependentAsync(desk, first);

        await desk.Control.CancelAsync(JobsReplica.Team, first, Cancel);

        Assert.Equal(JobState.Cancelled, (await desk.FindAsync(second)).State);
    }

    [Fact]
    public async Task What_has_ended_well_is_not_waited_for_and_what_has_ended_badly_cancels_at_once()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));
        var good = (await replica.EnqueueAsync()).JobId;
        await replica.EndedAsync(good);
        await replica.ExecuteAsync("update jobs.queue set state = 'paused'");
        var bad = (await replica.EnqueueAsync()).JobId;
        await replica.Control.CancelAsync(JobsReplica.Team, bad, Cancel);

        var afterGood = await DependentAsync(replica, good);
        var afterBad = await DependentAsync(replica, good, bad);

        Assert.Equal((JobState.Pending, 0), (await replica.FindAsync(afterGood)) is var job ? (job.State, job.WaitingFor) : default);
        Assert.Equal(JobState.Cancelled, (await replica.FindAsync(afterBad)).State);
    }

    [Fact]
    public async Task A_retried_job_meets_those_that_waited_for_it_only_once()
    {
        var broken = true;
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), (item, _) =>
            broken && item.AssetId is not null ? throw new ItemFailedException("broken", retry: false) : Task.FromResult(new ItemResult()));
        var partial = (await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { Items = [new(JobsReplica.Step), new(JobsReplica.Step, Guid.NewGuid())] }, Cancel)).JobId;
        var other = (await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { RunAfter = TimeProvider.System.GetUtcNow().AddHours(1) }, Cancel)).JobId;
        var last = await DependentAsync(replica, partial, other);
        await replica.UntilAsync(last, job => job.WaitingFor == 1);

        broken = false;
        await replica.Control.RetryAsync(JobsReplica.Team, partial, null, Cancel);
        await replica.UntilAsync(partial, job => job.State == JobState.Succeeded);

        Assert.Equal((JobState.Pending, 1), (await replica.FindAsync(last)) is var job ? (job.State, job.WaitingFor) : default);
    }

    [Fact]
    public async Task An_unknown_job_or_one_of_another_team_cannot_be_waited_for()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var theirs = (await desk.Queue.EnqueueAsync(JobsReplica.New() with { TeamId = Guid.NewGuid() }, Cancel)).JobId;

        foreach (var id in (Guid[])[theirs, Guid.NewGuid()])
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => DependentAsync(desk, id));
            Assert.Equal(("unknown-dependency", 409), (refused.Kind.Code, refused.Kind.Status));
            var ours = (await desk.EnqueueAsync()).JobId;
            refused = await Assert.ThrowsAsync<ProblemException>(() => ChangeAsync(desk, ours, id));
            Assert.Equal("unknown-dependency", refused.Kind.Code);
        }
    }

    [Fact]
    public async Task A_job_that_has_not_begun_can_be_made_to_wait_and_let_go_again()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (older, _, _) = await desk.EnqueueAsync();
        var (newer, _, _) = await desk.EnqueueAsync();

        Assert.Equal(ChangeOutcome.Done, await ChangeAsync(desk, older, newer));
        Assert.Equal((1, ItemState.Pending), ((await desk.FindAsync(older)).WaitingFor, Assert.Single(await desk.ItemsAsync(older)).State));
        Assert.Equal(ChangeOutcome.Done, await ChangeAsync(desk, older));
        Assert.Equal((0, ItemState.Ready), ((await desk.FindAsync(older)).WaitingFor, Assert.Single(await desk.ItemsAsync(older)).State));

        await desk.Control.CancelAsync(JobsReplica.Team, newer, Cancel);
        Assert.Equal(ChangeOutcome.Refused, await ChangeAsync(desk, newer, older));
        Assert.Equal("broken-dependency", (await Assert.ThrowsAsync<ProblemException>(() => ChangeAsync(desk, older, newer))).Kind.Code);
        Assert.Equal(ChangeOutcome.NotFound, await desk.Get<DependencyChange>().RunAsync(Guid.NewGuid(), older, [], Cancel));
    }

    [Fact]
    public async Task A_job_waits_for_so_many_jobs_and_no_more()
    {
        await using var desk = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), configure: options => options.MaxDependencies = 2);
        Guid[] jobs = [(await desk.EnqueueAsync()).JobId, (await desk.EnqueueAsync()).JobId, (await desk.EnqueueAsync()).JobId];
        var last = await DependentAsync(desk, jobs[0], jobs[1], jobs[1]);

        foreach (var wish in (Func<Task>[])[() => DependentAsync(desk, jobs), () => ChangeAsync(desk, last, jobs)])
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(wish);
            Assert.Equal(("too-many-dependencies", 400), (refused.Kind.Code, refused.Kind.Status));
        }
        Assert.Equal(2, (await desk.FindAsync(last)).WaitingFor);
    }

    [Fact]
    public async Task A_circle_is_refused_however_long_it_is()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var jobs = new List<Guid>();
        for (var i = 0; i < 4; i++)
            jobs.Add((await desk.EnqueueAsync()).JobId);

        // Each waits for the next one, all at once: the last to come would close the circle.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            i => Record.ExceptionAsync(() => ChangeAsync(desk, jobs[i], jobs[(i + 1) % 4])).AsTask()));

        var refused = Assert.IsType<ProblemException>(Assert.Single(outcomes, failure => failure is not null));
        Assert.Equal(("dependency-cycle", 409), (refused.Kind.Code, refused.Kind.Status));
        Assert.Equal("dependency-cycle", (await Assert.ThrowsAsync<ProblemException>(() => ChangeAsync(desk, jobs[0], jobs[0]))).Kind.Code);
    }

    [Fact]
    public async Task Ends_that_race_with_new_dependents_leave_nobody_waiting_for_ever()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));

        var last = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
        {
            var first = (await replica.EnqueueAsync()).JobId;
            return await DependentAsync(replica, first, (await replica.EnqueueAsync()).JobId);
        }));

        foreach (var job in last)
            Assert.Equal(JobState.Succeeded, (await replica.EndedAsync(job)).State);
    }

    private static Task<ChangeOutcome> ChangeAsync(JobsReplica desk, Guid job, params Guid[] dependsOn) =>
        desk.Get<DependencyChange>().RunAsync(JobsReplica.Team, job, dependsOn, Cancel);

    private static async Task<Guid> DependentAsync(JobsReplica replica, params Guid[] dependsOn) =>
        (await replica.Queue.EnqueueAsync(JobsReplica.New() with { DependsOn = dependsOn }, Cancel)).JobId;
}
