using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Which usage limits keep a job waiting, who uses them up, and until when.</summary>
internal sealed class LimitReasons(Db db)
{
    public async Task<List<WaitReason>> OfAsync(Guid teamId, Guid jobId, Standing standing, CancellationToken cancel)
    {
        var reasons = new List<WaitReason>();
        foreach (var limit in await db.QueryAsync(LimitSql.OfJob, args => args.Add(teamId).Add(jobId), LimitRow.Limit, cancel))
        {
            if (limit.Running >= limit.MaxRunning)
                reasons.Add(Reason(
                    limit,
                    $"at most {limit.MaxRunning} items may run at once, and {limit.Running} do: "
                    + $"{await WhoRunsAsync(teamId, jobId, limit.Key, standing, cancel)}."));
            else if (limit.Started >= limit.PerMinute)
                reasons.Add(Reason(
                    limit,
                    $"at most {limit.PerMinute} items may start in a minute.",
                    await FreesAtAsync(limit.Key, limit.PerMinute.Value, tokens: false, cancel)));
            else if (limit.Tokens >= limit.TokensPerMinute)
                reasons.Add(Reason(
                    limit,
                    $"at most {limit.TokensPerMinute} tokens may be used in a minute.",
                    await FreesAtAsync(limit.Key, limit.TokensPerMinute.Value, tokens: true, cancel)));
        }
        return reasons;
    }

    private static WaitReason Reason(UsageLimit limit, string detail, DateTimeOffset? until = null) =>
        new("usage-limit", $"The limit {limit.Key} is reached: {detail}", LimitKey: limit.Key, Until: until);

    private async Task<string> WhoRunsAsync(Guid teamId, Guid jobId, string key, Standing standing, CancellationToken cancel)
    {
        var others = await db.QueryAsync(
            LimitSql.Running,
            args => args.Add(teamId).Add(jobId).Add(key).Add(RunningShare.MostNamed),
            row => new RunningShare(row.IdOrNull(0), row.GetInt32(1)),
            cancel);
        return RunningShare.List(standing.Leased, others);
    }

    // Null for a limit of none at all: that does not end by itself.
    private Task<DateTimeOffset?> FreesAtAsync(string key, long limit, bool tokens, CancellationToken cancel) =>
        db.FirstAsync(LimitSql.FreesAt, args => args.Add(key).Add(limit).Add(tokens), row => row.TimeOrNull(0), cancel);
}
