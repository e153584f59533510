using Npgsql;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ChaosTests(PostgresServer postgres)
{
    private const int Kills = 8;
    private const int Items = 400;

    [Fact]
    public async Task Every_output_appears_once_although_workers_are_killed_all_the_time()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database, configure: Patient);
        await desk.ExecuteAsync("create table output (item_id bigint, attempt_id bigint)");
        var job = await EnqueueAsync(desk);
        var random = new Random(7);
        var workers = new List<ServerProcess>();
        try
        {
            for (var i = 0; i < 3; i++)
                workers.Add(await WorkerAsync(database));
            for (var kill = 0; kill < Kills; kill++)
            {
                // Mid-work: every one of them has done something since the last blow.
                var before = await desk.CountAsync("select count(*) from output");
                await ServiceDefaults.Eventually.TrueAsync(async () =>
                    await desk.CountAsync("select count(*) from output") >= Math.Min(before + 15, Items), withinSeconds: 60);
                var victim = random.Next(workers.Count);
                await workers[victim].SignalAsync("KILL");
                await workers[victim].DisposeAsync();
                workers[victim] = await WorkerAsync(database);
            }
            await desk.EndedAsync(job.JobId);
        }
        finally
        {
            foreach (var worker in workers)
                await worker.DisposeAsync();
        }

        await AssertEveryOutputOnceAsync(desk, job.JobId);
        Assert.True(await desk.CountAsync("select count(*) from jobs.attempt_history where outcome = 'lost'") > 0, "No worker died at work.");
    }

    [Fact]
    public async Task A_restart_of_the_database_loses_and_doubles_nothing()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        var database = await server.CreateDatabaseAsync();
        await using var replica = await JobsReplica.StartAsync(
            database,
            async (item, cancel) =>
            {
                await Task.Delay(10, cancel);
                return new ItemResult(Commit: (sql, stop) => sql.ExecuteAsync(
                    "insert into output (item_id) values ($1)", args => args.Add(item.ItemId), stop));
            },
            Patient);
        await replica.ExecuteAsync("create table output (item_id bigint)");
        var job = await replica.Queue.EnqueueAsync(JobsReplica.New(Items), CancellationToken.None);

        for (var restart = 0; restart < 2; restart++)
        {
            await replica.UntilAsync(job.JobId, view => view.SucceededItems > Items * (restart + 1) / 4);
            await server.StopAsync();
            await Task.Delay(300);
            await server.StartAsync();
            await ServiceDefaults.Eventually.TrueAsync(() => AnswersAsync(replica));
        }
        await replica.EndedAsync(job.JobId);

        await AssertEveryOutputOnceAsync(replica, job.JobId);
    }

    private static async Task AssertEveryOutputOnceAsync(JobsReplica desk, Guid jobId)
    {
        var job = await desk.FindAsync(jobId);
        Assert.Equal((JobState.Succeeded, Items), (job.State, job.SucceededItems));
        Assert.Equal(Items, await desk.CountAsync("select count(*) from output"));
        Assert.Equal(Items, await desk.CountAsync("select count(distinct item_id) from output"));
        Assert.Equal(Items, await desk.CountAsync("select count(*) from jobs.attempt_history where outcome = 'succeeded'"));
        Assert.Equal(0, await desk.CountAsync("select count(*) from jobs.item"));
    }

    private static void Patient(JobsOptions options) =>
        (options.MaxAttempts, options.RescueEvery, options.Lease) = (50, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    private static Task<EnqueuedJob> EnqueueAsync(JobsReplica desk) => desk.Queue.EnqueueAsync(
        new NewJob(JobsReplica.Team, "chaos", "chaos", [.. Enumerable.Range(0, Items).Select(_ => new NewItem("write"))]),
        CancellationToken.None);

    private static async Task<bool> AnswersAsync(JobsReplica replica)
    {
        try
        {
            return await replica.CountAsync("select 1::bigint") == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static Task<ServerProcess> WorkerAsync(string database) => ServerProcess.StartAsync(
        "dotnet",
        [
            typeof(ChaosTests).Assembly.Location.Replace(
                Path.Combine("tests", "Integration"), Path.Combine("tests", "JobsWorker"), StringComparison.Ordinal)
                .Replace("Suite.Tests.Integration.dll", "Suite.Tests.JobsWorker.dll", StringComparison.Ordinal),
            $"--ConnectionStrings:suitedb={database}", "--Logging:LogLevel:Default=Warning",
            "--Jobs:Lease=00:00:01", "--Jobs:Heartbeat=00:00:00.3", "--Jobs:Pulse=00:00:00.1", "--Jobs:RescueEvery=00:00:00.3",
            "--Jobs:Poll=00:00:00.1", "--Jobs:RetryBase=00:00:00.01", "--Jobs:MaxRunningItems=4", "--Jobs:QueueConcurrency=100",
        ]);
}
