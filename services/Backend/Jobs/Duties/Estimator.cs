using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Learns from what has ended: the counts of every minute, for charts, and how long steps take, for estimates.</summary>
internal sealed class Estimator(Db db) : IDuty
{
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    // How far it got is written with what it counted: after a crash neither is there.
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync(DutySql.HoldEstimates, null, cancel);
                var (since, counted, upTo) = await sql.FirstAsync(
                    DutySql.AdvanceEstimates, null, row => (row.Time(0), row.GetInt64(1), row.GetInt64(2)), cancel);
                if (upTo > counted)
                    await sql.ExecuteAsync(DutySql.CountEnded, args => args.Add(since).Add(counted).Add(upTo), cancel);
            },
            cancel);
        return false;
    }
}
