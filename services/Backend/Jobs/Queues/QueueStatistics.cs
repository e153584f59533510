using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads what the estimator counted.</summary>
internal sealed class QueueStatistics(Db db)
{
    /// <summary>The minutes of the last <paramref name="minutes"/> in which something of the team ended, the oldest first.</summary>
    public Task<List<QueueMinute>> MinutesAsync(Guid teamId, string queue, int minutes, CancellationToken cancel) => db.QueryAsync(
        QueueSql.Minutes,
        args => args.Add(teamId).Add(queue).Add(TimeSpan.FromMinutes(minutes)),
        row => new QueueMinute(
            row.Time(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3),
            Spread.Of(row.GetFieldValue<int[]>(6), row.GetInt64(4)), Spread.Of(row.GetFieldValue<int[]>(7), row.GetInt64(5))),
        cancel);
}

/// <summary>What ended within one minute.</summary>
/// <param name="Wait">From when an item could run to its first start; items behind others are left out.</param>
/// <param name="Run">From the start of the last attempt to its end.</param>
internal sealed record QueueMinute(DateTimeOffset Minute, int Succeeded, int Failed, int Cancelled, Spread? Wait, Spread? Run);
