using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.External;

public class PresenceTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_says_that_nobody_takes_it_until_somebody_is_there_who_does()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        var job = (await desk.EnqueueAsync()).JobId;

        var alone = await ReasonsAsync(desk, job);
        await desk.Get<ExternalStore>().SeenAsync(new Claimant("gpu", ["test/step"], Guid.NewGuid()), Cancel);
        await desk.Get<ExternalStore>().SeenAsync(new Claimant("gpu", ["test/other"], JobsReplica.Team), Cancel);
        var amongOthers = await ReasonsAsync(desk, job);
        await desk.Get<ExternalStore>().SeenAsync(new Claimant("gpu", ["test/step"], JobsReplica.Team), Cancel);
        var withOurs = await ReasonsAsync(desk, job);
        await desk.ExecuteAsync("update jobs.worker set last_seen = last_seen - interval '2 minutes'");
        var afterItLeft = await ReasonsAsync(desk, job);

        Assert.Equal("No worker that is there takes test/step.", Assert.Single(alone).Detail);
        Assert.Equal(["no-worker"], amongOthers.Select(reason => reason.Code));
        Assert.Empty(withOurs);
        Assert.Equal(["no-worker"], afterItLeft.Select(reason => reason.Code));
    }

    [Fact]
    public async Task A_process_of_ours_is_there_for_all_teams_until_it_stops()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);

        await using (await JobsReplica.StartAsync(database, (_, _) => Task.FromResult(new ItemResult())))
            await ServiceDefaults.Eventually.TrueAsync(async () => await SeenAsync(desk) == 1);

        Assert.Equal(0, await SeenAsync(desk));
    }

    private static Task<long> SeenAsync(JobsReplica desk) =>
        desk.CountAsync("select count(*) from jobs.worker where team_id is null and steps @> '{test/step,test/other}'");

    private static async Task<IReadOnlyList<WaitReason>> ReasonsAsync(JobsReplica desk, Guid job) =>
        (await desk.Get<IJobControl>().ExplainAsync(JobsReplica.Team, job, Cancel))!.Reasons;
}
