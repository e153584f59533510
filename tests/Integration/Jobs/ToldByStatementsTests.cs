using System.Text.Json;
using Npgsql;
using Suite.Jobs;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>What statements tell of jobs by themselves.</summary>
public class ToldByStatementsTests(PostgresServer postgres)
{
    private const string PutInKolkata = """
        do $$ begin execute format('alter database %I set timezone = ''Asia/Kolkata''', current_database()); end $$
        """;

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

    [Fact]
    public async Task Times_are_told_in_UTC_wherever_the_server_stands()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var server = NpgsqlDataSource.Create(database))
        await using (var command = server.CreateCommand(PutInKolkata))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var desk = await JobsReplica.StartAsync(database);

        await desk.EnqueueAsync();
        await desk.UntilCountAsync($"select count(*) from platform.live_message where topic = '{JobChanged.Topic}'", 1);
        var createdAt = await desk.Db.FirstAsync(
            $"select payload::json ->> 'createdAt' from platform.live_message where topic = '{JobChanged.Topic}'",
            null,
            row => row.GetString(0),
            CancellationToken.None);

        Assert.EndsWith("+00:00", createdAt);
    }

    private static object Payload(JobView job) => JobEvents.Of(new TeamJob(JobsReplica.Team, job, Awaited: false)).Payload;
}
