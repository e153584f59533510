using System.Text.Json;
using Suite.Jobs;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>What statements tell of jobs by themselves.</summary>
public class ToldByStatementsTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_new_job_and_its_beginning_are_told_as_every_other_change_of_it()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());

        var jobId = (await desk.EnqueueAsync(items: 2)).JobId;
        var pending = await desk.FindAsync(jobId);
        await desk.Get<Claimer>().ClaimAsync("tests", new Claimant("someone", [$"{JobsReplica.Kind}/{JobsReplica.Step}"]), 1, CancellationToken.None);
        var running = await desk.FindAsync(jobId);
        await desk.UntilCountAsync($"select count(*) from platform.live_message where topic = '{JobChanged.Topic}'", 2);
        var told = await desk.Db.QueryAsync(
            $"select payload from platform.live_message where topic = '{JobChanged.Topic}' order by seq",
            null,
            row => JsonSerializer.Deserialize<JobChanged>(row.GetString(0), SuiteJson.Options),
            CancellationToken.None);

        Assert.Equal((JobState.Pending, JobState.Running), (pending.State, running.State));
        Assert.Equal([Payload(pending), Payload(running)], told);
    }

    private static object Payload(JobView job) => JobEvents.Of(new TeamJob(JobsReplica.Team, job, Awaited: false)).Payload;
}
