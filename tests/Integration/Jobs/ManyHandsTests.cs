using System.Diagnostics;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ManyHandsTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Whatever_people_do_at_once_while_work_runs_nobody_is_locked_out_and_every_count_is_right()
    {
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (item, cancel) =>
        {
            await Task.Delay(1, cancel);
            return item.ItemId % 7 == 0 ? throw new ItemFailedException("every seventh", retry: false) : new ItemResult();
        });
        var jobs = new List<Guid>();
        for (var i = 0; i < 8; i++)
            jobs.Add((await replica.Queue.EnqueueAsync(
                JobsReplica.New(items: 100, queue: i % 2 == 0 ? "even" : "odd") with { DependsOn = i < 4 ? null : [jobs[i - 4]] }, Cancel)).JobId);

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async hand =>
        {
            var random = new Random(hand);
            while (watch.ElapsedMilliseconds < 1_500)
                await MeddleAsync(replica.Control, jobs, random);
        }));
        await replica.Control.CancelAsync(JobsReplica.Team, jobs[1], Cancel);
        foreach (var job in jobs)
            await replica.Control.ResumeAsync(JobsReplica.Team, job, Cancel);

        foreach (var job in jobs)
        {
            var ended = await replica.EndedAsync(job);
            var items = (await replica.ItemsAsync(job)).CountBy(item => item.State).ToDictionary();
            Assert.Equal(
                (items.GetValueOrDefault(ItemState.Succeeded), items.GetValueOrDefault(ItemState.Failed), items.GetValueOrDefault(ItemState.Cancelled)),
                (ended.SucceededItems, ended.FailedItems, ended.CancelledItems));
            Assert.Equal(100, ended.SucceededItems + ended.FailedItems + ended.CancelledItems);
            // One that was cancelled with the job that it waited for still names it.
            Assert.True(ended.WaitingFor == 0 || ended.State == JobState.Cancelled);
        }
        Assert.Equal(0, await replica.CountAsync("select count(*) from jobs.item"));
    }

    private static Task MeddleAsync(IJobControl control, List<Guid> jobs, Random random)
    {
        var job = jobs[random.Next(jobs.Count)];
        return random.Next(6) switch
        {
            0 => control.PauseAsync(JobsReplica.Team, job, Cancel),
            1 or 2 => control.ResumeAsync(JobsReplica.Team, job, Cancel),
            3 => control.SetPriorityAsync(JobsReplica.Team, job, random.Next(300), Cancel),
            4 => control.RetryAsync(JobsReplica.Team, job, null, Cancel),
            _ => control.ReorderAsync(JobsReplica.Team, [.. jobs.OrderBy(_ => random.Next())], Cancel),
        };
    }
}
