using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Removes what nobody needs any more, in small steps.</summary>
internal sealed class Cleaner(Db db, IOptions<JobsOptions> options) : IDuty
{
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var removed = await db.ExecuteAsync(DutySql.TrimUsage, null, cancel)
            + await db.ExecuteAsync(DutySql.TrimMinutes, null, cancel);
        if (options.Value.KeepArchived is { } keep)
        {
            removed += await db.FirstAsync(
                DutySql.DropArchivedItems, args => args.Add(keep), row => row.GetInt32(0), cancel);
            removed += await db.ExecuteAsync(DutySql.DropArchivedJobs, args => args.Add(keep), cancel);
        }
        return removed > 0;
    }
}
