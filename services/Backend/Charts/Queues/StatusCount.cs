using Suite.Jobs;

namespace Suite.Charts.Queues;

/// <summary>Jobs of one status. Means are null when there is nothing to take them of.</summary>
internal sealed record StatusCount(SeedStatus Status, int Count, double? MeanProgress, double? MeanSeconds)
{
    /// <param name="held">How many of the pending ones nobody has released.</param>
    public static IReadOnlyList<StatusCount> Of(IReadOnlyList<StateCount> states, int held) =>
    [
        .. SeedWords.Statuses.Pairs.Select(pair => Merge(
            pair.Value, [.. states.SelectMany(state => Split(state, held)).Where(part => part.Status == pair.Value)])),
    ];

    /// <summary>The counts of several queues together.</summary>
    public static IReadOnlyList<StatusCount> Sum(IEnumerable<IReadOnlyList<StatusCount>> counts)
    {
        var all = counts.SelectMany(queue => queue).ToList();
        return [.. SeedWords.Statuses.Pairs.Select(pair => Merge(pair.Value, [.. all.Where(part => part.Status == pair.Value)]))];
    }

    private static IEnumerable<StatusCount> Split(StateCount state, int held)
    {
        var unreleased = state is { State: JobState.Pending, Archived: false } ? Math.Min(held, state.Count) : 0;
        if (unreleased > 0)
            yield return new StatusCount(SeedStatus.Pending, unreleased, 0, null);
        yield return new StatusCount(
            SeedWords.StatusOf(state.State, released: true), state.Count - unreleased, state.MeanProgress, state.MeanDuration?.TotalSeconds);
    }

    private static StatusCount Merge(SeedStatus status, List<StatusCount> parts) => new(
        status, parts.Sum(part => part.Count), Mean(parts, part => part.MeanProgress), Mean(parts, part => part.MeanSeconds));

    private static double? Mean(List<StatusCount> parts, Func<StatusCount, double?> value)
    {
        var known = parts.Where(part => part.Count > 0 && value(part) is not null).ToList();
        return known.Count == 0 ? null : known.Sum(part => value(part)!.Value * part.Count) / known.Sum(part => part.Count);
    }
}
