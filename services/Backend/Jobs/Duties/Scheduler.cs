using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Opens jobs that were not to run before a time which has passed.</summary>
internal sealed class Scheduler(Db db, WaitingItems waiting, IOptions<JobsOptions> options) : IDuty
{
    public TimeSpan Every => options.Value.Poll;

    public Task<bool> RunAsync(CancellationToken cancel) => db.InTransactionAsync(
        async sql =>
        {
            var opened = await sql.QueryAsync(DutySql.OpenScheduled, null, JobRow.OfTeam, cancel);
            await waiting.FollowAsync(sql, opened, cancel);
            return opened.Count > 0;
        },
        cancel);
}
