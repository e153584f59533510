using Microsoft.Extensions.DependencyInjection;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Duties;

public class DutyTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_scheduled_job_waits_for_its_time_and_then_runs()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));
        var (job, _, _) = await replica.Queue.EnqueueAsync(
            JobsReplica.New() with { RunAfter = TimeProvider.System.GetUtcNow().AddHours(1) }, Cancel);

        var before = await replica.FindAsync(job);
        Assert.Equal(ItemState.Pending, Assert.Single(await replica.ItemsAsync(job)).State);
        await replica.ExecuteAsync("update jobs.job set run_after = now()");
        var after = await replica.EndedAsync(job);

        Assert.InRange((before.RunAfter!.Value - before.CreatedAt).TotalMinutes, 59, 61);
        Assert.Equal((JobState.Succeeded, null), (after.State, after.RunAfter));
    }

    [Fact]
    public async Task A_time_that_has_passed_is_no_schedule()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());

        var (job, _, _) = await desk.Queue.EnqueueAsync(JobsReplica.New() with { RunAfter = DateTimeOffset.UnixEpoch }, Cancel);

        Assert.Null((await desk.FindAsync(job)).RunAfter);
        Assert.Equal(ItemState.Ready, Assert.Single(await desk.ItemsAsync(job)).State);
    }

    [Fact]
    public async Task Of_two_replicas_one_does_the_duties_and_the_other_takes_over_when_it_stops()
    {
        var database = await postgres.CreateDatabaseAsync();
        var (first, firstDuty) = await StartAsync(database);
        await using var leader = first;
        await firstDuty.UntilDoneAsync(times: 1);
        var (second, secondDuty) = await StartAsync(database);
        await using var follower = second;

        // Long enough for the second to have asked whether it may lead.
        await firstDuty.UntilDoneAsync(times: firstDuty.Done + 10);
        Assert.Equal(0, secondDuty.Done);
        await leader.StopAsync();
        await secondDuty.UntilDoneAsync(times: 1);
    }

    [Fact]
    public async Task A_leader_whose_connection_is_cut_stops_and_the_duties_go_on()
    {
        var database = await postgres.CreateDatabaseAsync();
        var (replica, duty) = await StartAsync(database);
        await using var leader = replica;
        await duty.UntilDoneAsync(times: 1);

        await leader.ExecuteAsync(
            $"""
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and objid = {DutyLeader.Lock} and granted
                and database = (select oid from pg_database where datname = current_database())
            """);
        var (job, _, _) = await leader.Queue.EnqueueAsync(JobsReplica.New() with { RunAfter = TimeProvider.System.GetUtcNow().AddSeconds(0.1) }, Cancel);

        await leader.UntilAsync(job, view => view.RunAfter is null);
    }

    [Fact]
    public async Task Old_jobs_are_archived_unless_a_person_brought_them_back()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var jobs = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add((await desk.EnqueueAsync()).JobId);
            await desk.Control.CancelAsync(JobsReplica.Team, jobs[i], Cancel);
        }
        await desk.Control.ArchiveAsync(JobsReplica.Team, jobs[1], Cancel);
        await desk.Control.RestoreAsync(JobsReplica.Team, jobs[1], Cancel);
        await desk.ExecuteAsync($"update jobs.job set finished_at = now() - interval '7 days 1 minute' where id <> '{jobs[2]}'");

        await RunAsync<Archiver>(desk);

        Assert.True((await desk.FindAsync(jobs[0])).Archived);
        Assert.False((await desk.FindAsync(jobs[1])).Archived);
        Assert.False((await desk.FindAsync(jobs[2])).Archived);
    }

    [Fact]
    public async Task Archived_jobs_are_kept_until_their_time_is_over_and_then_nothing_of_them_is_left()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) => item.Attempt == 1 ? throw new InvalidOperationException("once") : Task.FromResult(new ItemResult()),
            options => options.KeepArchived = TimeSpan.FromDays(30));
        var (old, _, _) = await replica.EnqueueAsync(items: 3);
        var (young, _, _) = await replica.EnqueueAsync();
        foreach (var job in (Guid[])[old, young])
        {
            await replica.EndedAsync(job);
            await replica.Control.ArchiveAsync(JobsReplica.Team, job, Cancel);
        }
        await replica.ExecuteAsync($"update jobs.job set archived_at = now() - interval '31 days' where id = '{old}'");
        await replica.ExecuteAsync("insert into jobs.usage (key, second) values ('team:x', now() - interval '1 hour'), ('team:x', now())");

        await RunAsync<Cleaner>(replica);

        Assert.Null(await replica.Queue.FindAsync(JobsReplica.Team, old, Cancel));
        Assert.Equal((1, 2, 1), (
            await replica.CountAsync("select count(*) from jobs.ended_item"),
            await replica.CountAsync("select count(*) from jobs.attempt_history"),
            await replica.CountAsync("select count(*) from jobs.usage")));
        Assert.NotNull(await replica.Queue.FindAsync(JobsReplica.Team, young, Cancel));
    }

    /// <summary>A replica with a duty that says how often it was done.</summary>
    private static async Task<(JobsReplica Replica, Telltale Duty)> StartAsync(string database)
    {
        var duty = new Telltale();
        return (await JobsReplica.StartAsync(database, configureServices: services => services.AddSingleton<IDuty>(duty)), duty);
    }

    private static async Task RunAsync<TDuty>(JobsReplica replica) where TDuty : IDuty
    {
        var duty = replica.Get<IEnumerable<IDuty>>().OfType<TDuty>().Single();
        while (await duty.RunAsync(Cancel))
        {
        }
    }

    private sealed class Telltale : IDuty
    {
        private int _done;

        public TimeSpan Every => TimeSpan.FromMilliseconds(50);

        public int Done => Volatile.Read(ref _done);

        public Task<bool> RunAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref _done);
            return Task.FromResult(false);
        }

        public Task UntilDoneAsync(int times) => ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(Done >= times));
    }
}
