using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Remembers external attempts and who has shown up.</summary>
internal sealed class ExternalStore(Db db)
{
    public Task<List<string>> QueuesWithWorkAsync(Claimant who, string? queue, CancellationToken cancel) =>
        db.QueryAsync(
            ExternalSql.QueuesWithWork,
            args => args.AddId(who.TeamId).Add(who.Steps).AddText(queue),
            row => row.GetString(0),
            cancel);

    public Task RememberAsync(Guid teamId, IReadOnlyCollection<RunningItem> leased, CancellationToken cancel) =>
        db.ExecuteAsync(
            ExternalSql.RememberAttempts,
            args => args.Add(leased.Select(item => item.AttemptId).ToArray()).Add(leased.Select(item => item.ItemId).ToArray()).Add(teamId),
            cancel);

    /// <summary>Those of the team's external attempts that still hold their item.</summary>
    public Task<List<HeldItem>> HeldAsync(Guid teamId, long[] attempts, CancellationToken cancel) =>
        db.QueryAsync(ExternalSql.Held, args => args.Add(teamId).Add(attempts), Held, cancel);

    /// <summary>How an attempt ended; null when the team had no such attempt, and empty when nothing was kept of its end.</summary>
    public Task<string?> OutcomeAsync(Guid teamId, long attempt, CancellationToken cancel) =>
        db.FirstAsync<string?>(
            ExternalSql.Outcome, args => args.Add(teamId).Add(attempt), row => row.TextOrNull(0) ?? "", cancel);

    public Task SeenAsync(Claimant who, CancellationToken cancel) =>
        db.ExecuteAsync(ExternalSql.Seen, args => args.AddId(who.TeamId).Add(who.Worker).Add(who.Steps), cancel);

    public Task SeenWithAsync(Guid teamId, long[] items, CancellationToken cancel) =>
        db.ExecuteAsync(ExternalSql.SeenWithAttempts, args => args.Add(teamId).Add(items), cancel);

    public Task GoneAsync(Claimant who, CancellationToken cancel) =>
        db.ExecuteAsync(ExternalSql.Gone, args => args.AddId(who.TeamId).Add(who.Worker), cancel);

    public async Task ForgetAsync(CancellationToken cancel)
    {
        await db.ExecuteAsync(ExternalSql.ForgetAttempts, null, cancel);
        await db.ExecuteAsync(ExternalSql.ForgetWorkers, null, cancel);
    }

    public Task<List<WorkerView>> ListAsync(Guid teamId, WorkerPlace? after, int count, CancellationToken cancel) =>
        db.QueryAsync(
            ExternalSql.ListWorkers,
            args => args.Add(teamId).Add(after?.Ours ?? false).AddText(after?.Name).Add(count),
            row => new WorkerView(
                row.GetString(0),
                row.GetBoolean(1),
                [.. row.GetFieldValue<string[]>(2).Select(StepName.Parse)],
                row.GetInt32(3),
                row.Time(4),
                row.Time(5)),
            cancel);

    private static HeldItem Held(NpgsqlDataReader row)
    {
        var item = new RunningRows().Item(row);
        item.Lean = row.GetBoolean(row.FieldCount - 2);
        return new HeldItem(item, row.GetFieldValue<TimeSpan>(row.FieldCount - 1));
    }
}

/// <summary>An item that an external worker holds, and for how long by now.</summary>
internal sealed record HeldItem(RunningItem Item, TimeSpan Held);

/// <summary>A worker that showed up within the last minute.</summary>
/// <param name="External">Of the team's own, over HTTP; else one of our processes.</param>
/// <param name="RunningItems">Of the team.</param>
internal sealed record WorkerView(
    string Name, bool External, IReadOnlyList<StepName> Kinds, int RunningItems, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>A step of a kind of job.</summary>
internal sealed record StepName(string Kind, string Step)
{
    // A kind may hold a slash; then a step that holds none is still told apart.
    public static StepName Parse(string name) => new(name[..name.LastIndexOf('/')], name[(name.LastIndexOf('/') + 1)..]);
}

/// <summary>Where a page of workers ended.</summary>
internal sealed record WorkerPlace(bool Ours, string Name);
