using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ExplainTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_queue_that_is_paused_or_stopped_is_the_reason()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();

        await desk.ExecuteAsync("update jobs.queue set state = 'paused'");
        Assert.Equal(["queue-paused"], await CodesAsync(desk, job));
        await desk.ExecuteAsync("update jobs.queue set state = 'stopped'");
        Assert.Equal(["queue-stopped"], await CodesAsync(desk, job));
    }

    [Fact]
    public async Task So_is_whatever_holds_the_job_itself_back()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var manual = await desk.FoundAsync(new NewQueue("Manual", QueueMode.Manual));
        var runAfter = TimeProvider.System.GetUtcNow().AddHours(2);
        var first = (await desk.EnqueueAsync()).JobId;
        var job = (await desk.Queue.EnqueueAsync(
            JobsReplica.New(queue: manual.Name) with { RunAfter = runAfter, DependsOn = [first] }, Cancel)).JobId;
        await desk.Control.PauseAsync(JobsReplica.Team, job, Cancel);

        var explanation = (await desk.Control.ExplainAsync(JobsReplica.Team, job, Cancel))!;

        Assert.Equal(["job-paused", "not-released", "scheduled", "waits-for-job"], explanation.Reasons.Select(reason => reason.Code));
        Assert.Equal(first, explanation.Reasons[^1].JobId);
        Assert.InRange(explanation.Reasons[2].Until!.Value, runAfter.AddSeconds(-1), runAfter.AddSeconds(1));
        Assert.Null(explanation.EstimatedStart);
    }

    [Fact]
    public async Task A_full_queue_names_the_teams_own_jobs_and_counts_those_of_others()
    {
        await using var replica = await BusyAsync(new QueueDefinition("tests", MaxRunningItems: 2));
        var ours = (await replica.EnqueueAsync()).JobId;
        await replica.UntilAsync(ours, job => job.State == JobState.Running);
        var theirs = await replica.Queue.EnqueueAsync(JobsReplica.New() with { TeamId = Guid.NewGuid() }, Cancel);
        await replica.UntilCountAsync("select count(*) from jobs.item where state = 'leased'", 2);
        var waits = (await replica.EnqueueAsync()).JobId;

        var reasons = (await replica.Control.ExplainAsync(JobsReplica.Team, waits, Cancel))!.Reasons;

        Assert.Equal(["queue-limit", "jobs-ahead"], reasons.Select(reason => reason.Code));
        Assert.Contains("2 of at most 2 items", reasons[0].Detail, StringComparison.Ordinal);
        Assert.Contains($"1 of job {ours}", reasons[0].Detail, StringComparison.Ordinal);
        Assert.Contains("1 of other teams", reasons[0].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.JobId.ToString(), reasons[0].Detail, StringComparison.Ordinal);
        Assert.Contains("2 jobs", reasons[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_runs_as_many_jobs_as_it_may_says_so()
    {
        await using var replica = await BusyAsync(new QueueDefinition("tests", MaxRunningItems: 10, MaxRunningJobs: 1));
        var first = (await replica.EnqueueAsync()).JobId;
        await replica.UntilAsync(first, job => job.State == JobState.Running);
        var second = (await replica.EnqueueAsync()).JobId;

        var reasons = (await replica.Control.ExplainAsync(JobsReplica.Team, second, Cancel))!.Reasons;

        Assert.Contains("1 of at most 1 jobs", Assert.Single(reasons, reason => reason.Code == "queue-limit").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_has_reached_its_own_limit_could_be_faster()
    {
        await using var replica = await BusyAsync(new QueueDefinition("tests", MaxRunningItems: 10, MaxItemsPerJob: 1));
        var (job, _, _) = await replica.EnqueueAsync(items: 2);
        await replica.UntilAsync(job, view => view.State == JobState.Running);

        Assert.Equal(["job-limit"], await CodesAsync(replica, job));
    }

    [Fact]
    public async Task Items_that_back_off_say_until_when()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (_, _) => throw new InvalidOperationException("not yet"),
            options => options.RetryBase = TimeSpan.FromMinutes(5));
        var (job, _, _) = await replica.EnqueueAsync();
        await replica.UntilItemAsync(job, item => item.Attempts == 1 && item.State == ItemState.Ready);

        var explanation = (await replica.Control.ExplainAsync(JobsReplica.Team, job, Cancel))!;

        Assert.Equal("backing-off", Assert.Single(explanation.Reasons).Code);
        Assert.NotNull(explanation.NextRetryAt);
        Assert.Equal(explanation.NextRetryAt, explanation.Reasons[0].Until);
    }

    [Fact]
    public async Task Work_that_no_living_worker_takes_says_so()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();

        Assert.Equal(["no-worker"], await CodesAsync(desk, job));
        await desk.ExecuteAsync("insert into jobs.worker (name, steps) values ('there', '{test/step}')");
        Assert.Empty(await CodesAsync(desk, job));
        await desk.ExecuteAsync("update jobs.worker set last_seen = now() - interval '2 minutes'");
        Assert.Equal(["no-worker"], await CodesAsync(desk, job));
        await desk.ExecuteAsync("update jobs.worker set last_seen = now(), team_id = gen_random_uuid()");
        Assert.Equal(["no-worker"], await CodesAsync(desk, job));
    }

    [Fact]
    public async Task What_has_ended_waits_for_nothing_and_another_teams_job_is_not_explained()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var (job, _, _) = await desk.EnqueueAsync();

        Assert.Null(await desk.Control.ExplainAsync(Guid.NewGuid(), job, Cancel));
        await desk.Control.CancelAsync(JobsReplica.Team, job, Cancel);
        Assert.Empty((await desk.Control.ExplainAsync(JobsReplica.Team, job, Cancel))!.Reasons);
    }

    [Fact]
    public async Task What_steps_took_so_far_says_when_a_job_begins_and_how_long_it_takes()
    {
        await using var desk = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), configure: options => options.QueueConcurrency = 2);
        await desk.EnqueueAsync(items: 4);
        var (job, _, _) = await desk.EnqueueAsync(items: 6);

        var before = (await desk.Control.ExplainAsync(JobsReplica.Team, job, Cancel))!;
        await desk.ExecuteAsync("insert into jobs.step_duration (queue, kind, step, mean_ms, samples) values ('tests', 'test', 'step', 10000, 9)");
        var asked = TimeProvider.System.GetUtcNow();
        var after = (await desk.Control.ExplainAsync(JobsReplica.Team, job, Cancel))!;
        var answered = TimeProvider.System.GetUtcNow();

        Assert.Equal((null, null), (before.EstimatedStart, before.EstimatedDuration));
        Assert.Equal((1, TimeSpan.FromSeconds(30)), (after.JobsAhead, after.EstimatedDuration));
        Assert.InRange(after.EstimatedStart!.Value, asked.AddSeconds(19), answered.AddSeconds(21));
    }

    private static async Task<IEnumerable<string>> CodesAsync(JobsReplica desk, Guid job) =>
        (await desk.Control.ExplainAsync(JobsReplica.Team, job, Cancel))!.Reasons.Select(reason => reason.Code);

    /// <summary>A replica whose items never end by themselves.</summary>
    private async Task<JobsReplica> BusyAsync(QueueDefinition queue) => await JobsReplica.StartAsync(
        await postgres.CreateDatabaseAsync(),
        async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return new ItemResult();
        },
        queues: queue);
}
