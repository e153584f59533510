using Suite.Jobs;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class QueueTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_team_founds_a_queue_by_a_title_that_it_does_not_use_yet()
    {
        await using var desk = await StartAsync();
        await desk.EnqueueAsync(queue: "shared");

        var queue = await desk.FoundAsync(new NewQueue("Überprüfung: Kurven!", MaxRunningItems: 3));
        var again = await desk.Get<IQueues>().CreateAsync(JobsReplica.Team, new NewQueue("Überprüfung: Kurven!"), Cancel);
        var ofAnotherTeam = await desk.Get<IQueues>().CreateAsync(Guid.NewGuid(), new NewQueue("Überprüfung: Kurven!"), Cancel);
        var shared = await desk.Get<IQueues>().CreateAsync(JobsReplica.Team, new NewQueue("shared"), Cancel);

        Assert.Matches("^uberprufung-kurven-[a-z0-9]{6}$", queue.Name);
        Assert.Equal((false, 3, QueueState.Active, QueueMode.Automatic), (queue.Shared, queue.MaxRunningItems, queue.State, queue.Mode));
        Assert.Null(again);
        Assert.NotNull(ofAnotherTeam);
        Assert.Null(shared);
    }

    [Fact]
    public async Task Another_teams_queue_is_not_listed_found_changed_or_used()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));
        var (queues, stranger) = (desk.Get<IQueues>(), Guid.NewGuid());

        Assert.DoesNotContain(await queues.ListAsync(stranger, Cancel), seen => seen.Id == queue.Id);
        Assert.Null(await queues.FindAsync(stranger, queue.Id, Cancel));
        Assert.Equal(ChangeOutcome.NotFound, await queues.UpdateAsync(stranger, queue.Id, new QueueChange("Mine"), true, Cancel));
        Assert.Equal(ChangeOutcome.NotFound, await queues.DeleteAsync(stranger, queue.Id, Cancel));
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => desk.Queue.EnqueueAsync(JobsReplica.New(queue: queue.Name) with { TeamId = stranger }, Cancel));
        Assert.Equal("queue-not-found", refused.Kind.Code);
    }

    [Fact]
    public async Task A_stopped_queue_takes_no_jobs_and_a_paused_one_keeps_them()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));

        await ChangeAsync(desk, queue, new QueueChange(State: QueueState.Paused));
        await desk.EnqueueAsync(queue: queue.Name);
        await ChangeAsync(desk, queue, new QueueChange(State: QueueState.Stopped));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => desk.EnqueueAsync(queue: queue.Name));
        Assert.Equal(("queue-stopped", 409), (refused.Kind.Code, refused.Kind.Status));
    }

    [Fact]
    public async Task A_queue_with_unfinished_jobs_is_kept_and_a_deleted_one_is_gone_with_its_finished_ones_left()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));
        var (job, _, _) = await desk.EnqueueAsync(queue: queue.Name);
        var queues = desk.Get<IQueues>();

        Assert.Equal(ChangeOutcome.Refused, await queues.DeleteAsync(JobsReplica.Team, queue.Id, Cancel));
        await desk.Control.CancelAsync(JobsReplica.Team, job, Cancel);
        Assert.Equal(ChangeOutcome.Done, await queues.DeleteAsync(JobsReplica.Team, queue.Id, Cancel));

        Assert.Null(await queues.FindAsync(JobsReplica.Team, queue.Id, Cancel));
        Assert.Equal(queue.Name, (await desk.FindAsync(job)).Queue);
        await Assert.ThrowsAsync<ProblemException>(() => desk.EnqueueAsync(queue: queue.Name));
        Assert.NotNull(await queues.CreateAsync(JobsReplica.Team, new NewQueue("Ours"), Cancel));
    }

    [Fact]
    public async Task Whoever_changes_the_policy_changes_whose_turn_it_is()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));
        var low = (await desk.EnqueueAsync(priority: JobPriority.Low, queue: queue.Name)).JobId;
        var urgent = (await desk.EnqueueAsync(priority: JobPriority.Urgent, queue: queue.Name)).JobId;

        Assert.Equal([urgent, low], await InTurnAsync());
        await ChangeAsync(desk, queue, new QueueChange(Policy: QueuePolicy.Fifo));
        Assert.Equal([low, urgent], await InTurnAsync());
        await ChangeAsync(desk, queue, new QueueChange(Policy: QueuePolicy.Priority));
        Assert.Equal([urgent, low], await InTurnAsync());
        Assert.Equal(0, await desk.CountAsync(
            "select count(*) from jobs.item join jobs.job on job.id = item.job_id where item.turn_at <> job.turn_at"));

        async Task<Guid[]> InTurnAsync() =>
            [.. (await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(queue.Name), 10, null, Cancel)).Items.Select(job => job.Id)];
    }

    [Fact]
    public async Task The_order_that_people_made_outlasts_every_change_that_leaves_the_policy_as_it_is()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours", Policy: QueuePolicy.Custom));
        var first = (await desk.EnqueueAsync(queue: queue.Name)).JobId;
        var second = (await desk.EnqueueAsync(queue: queue.Name)).JobId;
        await desk.Control.ReorderAsync(JobsReplica.Team, [second, first], Cancel);

        // As clients do that send all they know of the queue.
        await ChangeAsync(desk, queue, new QueueChange("Ours too", QueueMode.Automatic, QueueState.Paused, QueuePolicy.Custom, 5));

        var inTurn = (await desk.Queue.ListAsync(JobsReplica.Team, new JobFilter(queue.Name), 10, null, Cancel)).Items;
        Assert.Equal([second, first], inTurn.Select(job => job.Id));
    }

    [Fact]
    public async Task Of_many_queues_that_are_given_one_title_at_once_one_gets_it()
    {
        await using var desk = await StartAsync();
        var queues = new List<QueueView>();
        for (var i = 0; i < 6; i++)
            queues.Add(await desk.FoundAsync(new NewQueue($"Queue {i}")));

        var outcomes = await Task.WhenAll(queues.Select(queue => desk.Get<IQueues>().UpdateAsync(
            JobsReplica.Team, queue.Id, new QueueChange("The one"), shared: false, Cancel)));

        Assert.Single(outcomes, ChangeOutcome.Done);
        Assert.Equal(5, outcomes.Count(outcome => outcome == ChangeOutcome.Refused));
    }

    [Fact]
    public async Task A_limit_is_taken_away_by_the_number_that_means_any()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours", MaxRunningItems: 4, MaxRunningJobs: 3, MaxItemsPerJob: 2));
        var never = await desk.FoundAsync(new NewQueue("Open", MaxRunningJobs: JobsOptions.NoLimit, MaxItemsPerJob: JobsOptions.NoLimit));

        await ChangeAsync(desk, queue, new QueueChange(Description: "The others stay"));
        var before = await LimitsAsync(queue);
        await ChangeAsync(desk, queue, new QueueChange(
            MaxRunningItems: JobsOptions.NoLimit, MaxRunningJobs: JobsOptions.NoLimit, MaxItemsPerJob: JobsOptions.NoLimit));

        Assert.Equal((4, 3, 2), before);
        Assert.Equal((JobsOptions.NoLimit, null, null), await LimitsAsync(queue));
        Assert.Equal((JobsOptions.NoLimit, null, null), await LimitsAsync(never));

        async Task<(int, int?, int?)> LimitsAsync(QueueView asked) =>
            (await desk.Get<IQueues>().FindAsync(JobsReplica.Team, asked.Id, Cancel)) is { } seen
                ? (seen.MaxRunningItems, seen.MaxRunningJobs, seen.MaxItemsPerJob)
                : default;
    }

    [Fact]
    public async Task A_team_founds_so_many_queues_and_no_more()
    {
        await using var desk = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), configure: options => options.MaxQueuesOfTeam = 2);
        await desk.FoundAsync(new NewQueue("First"));
        await desk.FoundAsync(new NewQueue("Second"));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => desk.FoundAsync(new NewQueue("Third")));

        Assert.Equal(("too-many-queues", 409), (refused.Kind.Code, refused.Kind.Status));
        Assert.NotNull(await desk.Get<IQueues>().CreateAsync(Guid.NewGuid(), new NewQueue("Third"), Cancel));
    }

    [Fact]
    public async Task Shared_queues_are_changed_only_by_those_who_may_and_never_deleted()
    {
        await using var desk = await StartAsync();
        await desk.EnqueueAsync(queue: "shared");
        var queues = desk.Get<IQueues>();
        var shared = (await queues.ListAsync(JobsReplica.Team, Cancel)).Single(queue => queue.Name == "shared");

        Assert.Equal(
            ChangeOutcome.Refused,
            await queues.UpdateAsync(JobsReplica.Team, shared.Id, new QueueChange(MaxRunningItems: 7), shared: false, Cancel));
        Assert.Equal(
            ChangeOutcome.Done,
            await queues.UpdateAsync(JobsReplica.Team, shared.Id, new QueueChange(MaxRunningItems: 7), shared: true, Cancel));
        Assert.Equal(7, (await queues.FindAsync(JobsReplica.Team, shared.Id, Cancel))!.MaxRunningItems);
        Assert.Equal(ChangeOutcome.Refused, await queues.DeleteAsync(JobsReplica.Team, shared.Id, Cancel));
    }

    [Fact]
    public async Task Deleting_a_queue_while_jobs_come_in_loses_none_of_them()
    {
        await using var desk = await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var queue = await desk.FoundAsync(new NewQueue($"Round {round}"));
            var enqueued = Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() => desk.EnqueueAsync(queue: queue.Name)).AsTask()).ToList();
            var deleted = await desk.Get<IQueues>().DeleteAsync(JobsReplica.Team, queue.Id, Cancel);
            var refused = await Task.WhenAll(enqueued);

            var jobs = await desk.CountAsync($"select count(*) from jobs.job where queue = '{queue.Name}'");
            Assert.Equal(refused.Count(failure => failure is null), jobs);
            Assert.Equal(deleted == ChangeOutcome.Done, jobs == 0);
        }
    }

    [Fact]
    public async Task A_queue_tells_how_much_of_the_teams_work_waits_is_ready_and_runs()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));
        var running = await desk.EnqueueAsync(items: 3, queue: queue.Name);
        await desk.Get<Claimer>().ClaimAsync(queue.Name, new Claimant("there", ["test/step"]), 1, Cancel);
        var chain = JobsReplica.New(queue: queue.Name) with
        {
            Items = [new(JobsReplica.Step), new(JobsReplica.Other, After: 0), new(JobsReplica.Step)],
        };
        await desk.Queue.EnqueueAsync(chain, Cancel);
        var (paused, _, _) = await desk.EnqueueAsync(items: 4, queue: queue.Name);
        await desk.Control.PauseAsync(JobsReplica.Team, paused, Cancel);
        await desk.Control.CancelAsync(JobsReplica.Team, (await desk.EnqueueAsync(queue: queue.Name)).JobId, Cancel);

        var seen = (await desk.Get<IQueues>().FindAsync(JobsReplica.Team, queue.Id, Cancel))!;

        Assert.Equal((2 + 3 + 4, 2 + 2, 1, 3), (seen.WaitingItems, seen.ReadyItems, seen.RunningItems, seen.UnfinishedJobs));
        Assert.Equal(running.CreatedAt, seen.OldestWaitingAt);
    }

    [Fact]
    public async Task Jobs_are_counted_by_state_with_what_they_took()
    {
        await using var desk = await StartAsync();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));
        await desk.EnqueueAsync(queue: queue.Name);
        var (cancelled, _, _) = await desk.EnqueueAsync(queue: queue.Name);
        await desk.Control.CancelAsync(JobsReplica.Team, cancelled, Cancel);

        var counts = await desk.Get<IQueues>().CountJobsAsync(JobsReplica.Team, queue.Id, null, Cancel);

        Assert.Equal(
            [(JobState.Cancelled, 1, 100.0), (JobState.Pending, 1, 0.0)],
            counts.Select(count => (count.State, count.Count, count.MeanProgress!.Value)));
        Assert.Empty(await desk.Get<IQueues>().CountJobsAsync(Guid.NewGuid(), null, null, Cancel));
    }

    private async Task<JobsReplica> StartAsync() => await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());

    private static async Task ChangeAsync(JobsReplica desk, QueueView queue, QueueChange change) => Assert.Equal(
        ChangeOutcome.Done, await desk.Get<IQueues>().UpdateAsync(JobsReplica.Team, queue.Id, change, shared: false, Cancel));
}
