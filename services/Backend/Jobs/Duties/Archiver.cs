using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Takes jobs that ended long ago out of the lists.</summary>
internal sealed class Archiver(Db db, IOutbox outbox, IOptions<JobsOptions> options) : IDuty
{
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public Task<bool> RunAsync(CancellationToken cancel) => db.InTransactionAsync(
        async sql =>
        {
            var archived = await sql.QueryAsync(
                DutySql.Archive, args => args.Add(options.Value.ArchiveAfter), JobRow.OfTeam, cancel);
            await outbox.AddAsync(sql, [.. archived.Select(JobEvents.Of)], cancel);
            return archived.Count > 0;
        },
        cancel);
}
