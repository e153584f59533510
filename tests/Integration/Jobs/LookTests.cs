using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

/// <summary>A claim looks only from where the last one got to: nothing may be hidden by that.</summary>
public class LookTests(PostgresServer postgres)
{
    [Fact]
    public async Task An_item_of_an_earlier_turn_that_comes_later_is_run_at_once()
    {
        await using var replica = await StartAsync(poll: TimeSpan.FromMinutes(1));
        await replica.EndedAsync((await replica.EnqueueAsync(priority: JobPriority.Low)).JobId);

        var urgent = await replica.EnqueueAsync(priority: JobPriority.Urgent);

        await replica.EndedAsync(urgent.JobId);
    }

    [Fact]
    public async Task One_that_was_released_and_put_before_others_is_run_at_once()
    {
        await using var replica = await StartAsync(poll: TimeSpan.FromMinutes(1));
        await replica.ExecuteAsync(
            "insert into jobs.queue (name, max_running_items, max_attempts, mode) values ('by-hand', 10000, 4, 'manual')");
        var later = await replica.EnqueueAsync(queue: "by-hand", priority: JobPriority.Low);
        await replica.Control.ReleaseAsync(JobsReplica.Team, later.JobId, CancellationToken.None);
        await replica.EndedAsync(later.JobId);

        var first = await replica.EnqueueAsync(queue: "by-hand", priority: JobPriority.Low);
        await replica.Control.SetPriorityAsync(JobsReplica.Team, first.JobId, JobPriority.Urgent, CancellationToken.None);
        await replica.Control.ReleaseAsync(JobsReplica.Team, first.JobId, CancellationToken.None);

        await replica.EndedAsync(first.JobId);
    }

    [Fact]
    public async Task What_nobody_was_told_of_is_found_by_a_look_at_everything()
    {
        await using var replica = await StartAsync(poll: TimeSpan.FromMilliseconds(50));
        await replica.EndedAsync((await replica.EnqueueAsync()).JobId);
        var silent = await replica.Db.InTransactionAsync(
            async sql =>
            {
                var job = await replica.Queue.EnqueueAsync(
                    JobsReplica.New() with { RunAfter = TimeProvider.System.GetUtcNow().AddHours(1) }, CancellationToken.None, sql);
                await sql.ExecuteAsync("update jobs.job set run_after = null where run_after is not null", null, CancellationToken.None);
                await sql.ExecuteAsync(
                    "update jobs.item set state = 'ready', turn_at = now() - interval '1 year' where state = 'pending'", null,
                    CancellationToken.None);
                return job;
            },
            CancellationToken.None);

        await replica.EndedAsync(silent.JobId);
    }

    private async Task<JobsReplica> StartAsync(TimeSpan poll) => await JobsReplica.StartAsync(
        await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()), options => options.Poll = poll);
}
