using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Duties;

public class EstimatorTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Every_end_is_counted_once_however_often_it_counts_and_however_many_count()
    {
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), (item, _) =>
            item.AssetId is null ? Task.FromResult(new ItemResult()) : throw new ItemFailedException("broken", retry: false));
        var estimator = replica.Get<IEnumerable<IDuty>>().OfType<Estimator>().Single();

        var jobs = new List<Guid>();
        for (var round = 0; round < 5; round++)
        {
            jobs.Add((await replica.EnqueueAsync(items: 20)).JobId);
            jobs.Add((await replica.Queue.EnqueueAsync(
                JobsReplica.New() with { Items = [new(JobsReplica.Step, Guid.NewGuid())] }, Cancel)).JobId);
            await Task.WhenAll(estimator.RunAsync(Cancel), estimator.RunAsync(Cancel));
        }
        foreach (var job in jobs)
            await replica.EndedAsync(job);
        // What was still under way somewhere, say a claim that finds nothing, leaves the newest ends for the next time.
        await ServiceDefaults.Eventually.TrueAsync(async () =>
        {
            await estimator.RunAsync(Cancel);
            return await replica.CountAsync("select coalesce(sum(succeeded + failed), 0)::bigint from jobs.queue_minute") >= 105;
        }, withinSeconds: 180);
        await estimator.RunAsync(Cancel);

        Assert.Equal((100, 5), (
            await replica.CountAsync("select sum(succeeded) from jobs.queue_minute"),
            await replica.CountAsync("select sum(failed) from jobs.queue_minute")));
        Assert.Equal(105, await replica.CountAsync("select sum(n) from jobs.queue_minute, unnest(wait_histogram) n"));
        Assert.Equal(105, await replica.CountAsync("select sum(n) from jobs.queue_minute, unnest(run_histogram) n"));
        Assert.Equal(100, await replica.CountAsync("select sum(samples)::bigint from jobs.step_duration"));
    }

    [Fact]
    public async Task What_ended_lately_is_found_without_reading_what_ended_before_however_it_lies_in_the_table()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        await desk.ExecuteAsync("""
            insert into jobs.ended_item (id, created_at, finished_at, ordinal, progress, attempts, max_attempts, job_id, team_id,
                queue, kind, step, state)
            select n, now(), now() - mod(n * 7919, 50000) * interval '1 minute', 0, 0, 0, 1, gen_random_uuid(), gen_random_uuid(),
                'tests', 'test', 'step', 'cancelled'
            from generate_series(1, 50000) n
            """);
        await desk.ExecuteAsync("analyze jobs.ended_item");

        var plan = await desk.Db.QueryAsync(
            "explain " + DutySql.CountEnded,
            args => args.Add(TimeProvider.System.GetUtcNow().AddSeconds(-20)).Add(0L).Add(1_000L),
            row => row.GetString(0),
            Cancel);

        Assert.Contains(plan, line => line.Contains("ended_item_finished_at", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on ended_item", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_whose_transaction_commits_late_is_not_passed_over()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var estimator = desk.Get<IEnumerable<IDuty>>().OfType<Estimator>().Single();
        var (late, _, _) = await desk.EnqueueAsync(queue: "late");
        var (early, _, _) = await desk.EnqueueAsync(queue: "early");
        var item = Assert.Single(await desk.ItemsAsync(late)).Id;

        await desk.Db.InTransactionAsync(
            async sql =>
            {
                await sql.QueryAsync(
                    ControlSql.EndByHand,
                    args => args.Add(item).Add("succeeded").Add("late").AddText(null).AddJson(null),
                    _ => true,
                    Cancel);
                await desk.Control.EndItemAsync(
                    JobsReplica.Team, Assert.Single(await desk.ItemsAsync(early)).Id, ItemState.Succeeded, null, null, Cancel);
                for (var i = 0; i < 3; i++)
                    await estimator.RunAsync(Cancel);
            },
            Cancel);
        // It goes as far as the oldest transaction that is open anywhere on the server, other tests' included.
        await ServiceDefaults.Eventually.TrueAsync(
            async () =>
            {
                await estimator.RunAsync(Cancel);
                return await desk.CountAsync("select coalesce(sum(succeeded), 0)::bigint from jobs.queue_minute") == 2;
            },
            withinSeconds: 180);
    }

    [Fact]
    public async Task Durations_fall_into_the_bucket_of_the_next_power_of_two()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());

        foreach (var (milliseconds, bucket) in ((string, int)[])[("0", 1), ("1", 1), ("1.5", 2), ("4", 3), ("5", 4), ("8388608", 24), ("1e12", 25)])
            Assert.Equal((milliseconds, bucket), (
                milliseconds, (int)await desk.CountAsync($"select array_position(jobs.histogram(array[{milliseconds}]), 1)::bigint")));
        Assert.Equal(25, await desk.CountAsync("select cardinality(jobs.add_histograms('{}', jobs.histogram(null)))::bigint"));
    }
}
