using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>
/// The claim while there are usage limits: job by job, each as much as is left of the limits that it counts against. It holds the
/// limits of its queue's jobs until its transaction ends, so that what it counted stays true.
/// </summary>
internal sealed class LimitedClaim(IOptions<JobsOptions> options)
{
    // Many may have used up their share: looking at them one by one would take as many statements.
    private const int FewestCandidates = 50;

    /// <param name="sql">A transaction that holds the queue.</param>
    /// <returns>The items, and whether any limit concerned the queue.</returns>
    public async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(ISql sql, WantedItems wanted, QueueLimits limits)
    {
        var (queue, who, cancel) = (wanted.Queue, wanted.Who, CancellationToken.None);
        var held = await sql.QueryAsync(LimitSql.Hold, args => args.Add(queue), row => row.GetString(0), cancel);
        var allotment = await MeasureAsync(sql, queue, wanted.Room, limits, held, cancel);
        await AllotAsync(sql, queue, who, limits, allotment, held, cancel);
        if (allotment.Items.Count == 0)
            return ([], held.Count > 0);

        var claimed = await sql.QueryAsync(
            LimitSql.Claim,
            args => args.Add(allotment.Items.Keys.ToArray()).Add(who.Steps).Add(allotment.Items.Values.ToArray()).Add(queue)
                .Add(who.Worker).Add(options.Value.Lease),
            new RunningRows().Claimed,
            cancel);
        await RecordAsync(sql, claimed, held, cancel);
        return (claimed, held.Count > 0);
    }

    private static async Task<Allotment> MeasureAsync(
        ISql sql, string queue, int room, QueueLimits limits, List<string> held, CancellationToken cancel)
    {
        var (items, jobs) = await sql.FirstAsync(
            LimitSql.QueueUse, args => args.Add(queue), row => (row.GetInt32(0), row.GetInt32(1)), cancel);
        var left = held.Count == 0
            ? []
            : await sql.QueryAsync(LimitSql.Use, args => args.Add(held.ToArray()), LimitRow.Limit, cancel);
        return new Allotment(
            Math.Min(room, (limits.Items ?? int.MaxValue) - items),
            limits.Jobs - jobs,
            limits.ItemsPerJob,
            left.ToDictionary(limit => limit.Key, limit => limit.Room));
    }

    private static async Task AllotAsync(
        ISql sql, string queue, Claimant who, QueueLimits limits, Allotment allotment, List<string> held, CancellationToken cancel)
    {
        var seen = new List<Guid>();
        while (allotment.Room > 0)
        {
            var wanted = Math.Max(allotment.Room, FewestCandidates);
            var candidates = await sql.QueryAsync(
                LimitSql.Candidates,
                args => args.Add(queue).Add(who.Steps).AddId(who.TeamId).Add(wanted).Add(allotment.Exhausted).Add(seen.ToArray())
                    .Add(held.ToArray()).Add(allotment.MayBeginJobs).Add(limits.Jobs is not null),
                row => new Candidate(
                    row.GetGuid(0), row.GetFieldValue<string[]>(1), row.GetBoolean(2), row.GetInt32(3), row.GetInt32(4)),
                cancel);
            candidates.ForEach(allotment.Offer);
            if (candidates.Count < wanted)
                return;
            seen.AddRange(candidates.Select(job => job.Id));
        }
    }

    private static Task RecordAsync(ISql sql, List<RunningItem> claimed, List<string> held, CancellationToken cancel)
    {
        var started = claimed.SelectMany(item => item.UsageKeys).Where(held.Contains).CountBy(key => key).ToList();
        return started.Count == 0
            ? Task.CompletedTask
            : sql.ExecuteAsync(
                LimitSql.RecordStarts,
                args => args.Add(started.Select(count => count.Key).ToArray()).Add(started.Select(count => count.Value).ToArray()),
                cancel);
    }
}
