using System.Collections.Concurrent;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class StormTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;
    private readonly ConcurrentBag<Guid> _jobs = [];
    private readonly Task _over = Task.Delay(TimeSpan.FromSeconds(4), Cancel);

    [Fact]
    public async Task Whatever_people_and_workers_do_at_once_outputs_appear_once_and_all_counts_agree()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        await desk.ExecuteAsync("create table output (item_id bigint primary key)");
        await using var first = await JobsReplica.StartAsync(database, WorkAsync, Short);
        await using var second = await JobsReplica.StartAsync(database, WorkAsync, Short);
        var control = desk.Control;

        await Task.WhenAll(
            AgainAsync(1, async random => _jobs.Add((await desk.Queue.EnqueueAsync(New(random), Cancel)).JobId)),
            AgainAsync(2, async random => _jobs.Add((await desk.Queue.EnqueueAsync(New(random), Cancel)).JobId)),
            AgainAsync(3, random => control.PauseAsync(JobsReplica.Team, Any(random), Cancel)),
            AgainAsync(4, random => control.ResumeAsync(JobsReplica.Team, Any(random), Cancel)),
            AgainAsync(5, random => control.CancelAsync(JobsReplica.Team, Any(random), Cancel)),
            AgainAsync(6, random => control.RetryAsync(JobsReplica.Team, Any(random), null, Cancel)),
            AgainAsync(7, random => control.SetPriorityAsync(JobsReplica.Team, Any(random), random.Next(500), Cancel)),
            AgainAsync(8, random => control.ReorderAsync(JobsReplica.Team, [.. Enumerable.Range(0, 8).Select(_ => Any(random)).Distinct()], Cancel)),
            RestartAsync(database));
        foreach (var job in _jobs)
            await control.ResumeAsync(JobsReplica.Team, job, Cancel);
        foreach (var job in _jobs)
            await desk.EndedAsync(job);

        Assert.Equal(0, await desk.CountAsync("select count(*) from jobs.item"));
        Assert.Equal(0, await desk.CountAsync("""
            select count(*)
            from jobs.job
            cross join lateral (
                select count(*) filter (where state = 'succeeded') as succeeded, count(*) filter (where state = 'failed') as failed,
                    count(*) filter (where state = 'cancelled') as cancelled
                from jobs.ended_item
                where job_id = job.id
            ) ended
            where (succeeded_items, failed_items, cancelled_items) <> (ended.succeeded, ended.failed, ended.cancelled)
            """));
        Assert.Equal(0, await desk.CountAsync("""
            select count(*) from output full join (select id from jobs.ended_item where step = 'other' and state = 'succeeded') ended on id = item_id
            where id is null or item_id is null
            """));
    }

    /// <summary>Some items write an output, some take a while, and some fail.</summary>
    private static async Task<ItemResult> WorkAsync(ItemContext item, CancellationToken cancel)
    {
        var chance = Random.Shared.Next(100);
        if (chance < 5)
            throw new InvalidOperationException("one of twenty");
        if (chance < 25)
            await Task.Delay(chance, cancel);
        return item.Step != JobsReplica.Other
            ? new ItemResult()
            : new ItemResult(Commit: (sql, stop) => sql.ExecuteAsync(
                "insert into output (item_id) values ($1)", args => args.Add(item.ItemId), stop));
    }

    private NewJob New(Random random) => JobsReplica.New(priority: random.Next(300), queue: $"storm-{random.Next(2)}") with
    {
        Items =
        [
            .. Enumerable.Range(0, 1 + random.Next(40)).Select(index => new NewItem(
                random.Next(2) == 0 ? JobsReplica.Step : JobsReplica.Other, After: index > 0 && random.Next(4) == 0 ? index - 1 : null)),
        ],
        DependsOn = random.Next(5) == 0 && !_jobs.IsEmpty ? [Any(random)] : null,
    };

    // One that is stopped may find no time to give everything back.
    private static void Short(JobsOptions options) => options.Lease = TimeSpan.FromSeconds(2);

    private async Task RestartAsync(string database)
    {
        while (!_over.IsCompleted)
        {
            await using var third = await JobsReplica.StartAsync(database, WorkAsync, Short);
            await Task.Delay(500, Cancel);
        }
    }

    private async Task AgainAsync(int seed, Func<Random, Task> act)
    {
        var random = new Random(seed);
        while (!_over.IsCompleted)
        {
            await act(random);
            await Task.Delay(random.Next(30), Cancel);
        }
    }

    private Guid Any(Random random)
    {
        var jobs = _jobs.ToArray();
        return jobs.Length == 0 ? Guid.NewGuid() : jobs[random.Next(jobs.Length)];
    }
}
