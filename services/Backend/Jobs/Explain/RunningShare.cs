namespace Suite.Jobs;

/// <summary>Who uses up a limit: so many items of a job of the team, or (without a job) of all other teams.</summary>
internal sealed record RunningShare(Guid? JobId, int Items)
{
    public const int MostNamed = 20;

    /// <param name="own">Items of the job that asks.</param>
    public static string List(int own, IReadOnlyCollection<RunningShare> others)
    {
        List<string> parts =
        [
            .. others.Where(other => other.JobId is not null).Select(other => $"{other.Items} of job {other.JobId}"),
            .. others.Where(other => other.JobId is null).Select(other => $"{other.Items} of other teams"),
        ];
        if (own > 0)
            parts.Insert(0, $"{own} of its own");
        return parts.Count == 0 ? "no item at this moment" : string.Join(", ", parts);
    }
}
