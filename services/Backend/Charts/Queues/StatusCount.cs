using Suite.Jobs;

namespace Suite.Charts.Queues;

/// <summary>Jobs of one status. Means are null when there is nothing to take them of.</summary>
internal sealed record StatusCount(SeedStatus Status, int Count, double? MeanProgress, double? MeanSeconds)
{
    /// <summary>Every status, in the order in which they are told: several of the engine's states are one of the seed's.</summary>
    public static IReadOnlyList<StatusCount> Of(IReadOnlyList<JobSum> sums) =>
    [
        .. SeedWords.Statuses.Pairs.Select(pair => Of(
            pair.Value, [.. sums.Where(sum => SeedWords.StatusOf(sum.State, sum.Released) == pair.Value)])),
    ];

    private static StatusCount Of(SeedStatus status, List<JobSum> sums)
    {
        var (count, timed) = (sums.Sum(sum => sum.Count), sums.Sum(sum => sum.Timed));
        return new StatusCount(
            status,
            count,
            count == 0 ? null : sums.Sum(sum => sum.Progress) / count,
            timed == 0 ? null : sums.Sum(sum => sum.Seconds) / timed);
    }
}

/// <summary>The jobs in one of the engine's states, added up.</summary>
/// <param name="Progress">0 to 100 of each.</param>
/// <param name="Timed">Those that were begun and have ended.</param>
/// <param name="Seconds">What those took.</param>
internal sealed record JobSum(JobState State, bool Released, int Count, double Progress, int Timed, double Seconds);
