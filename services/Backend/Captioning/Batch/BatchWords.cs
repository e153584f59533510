using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>graphcap's words for what the job engine knows. Paused work is pending in its eyes; a partial job is finished.</summary>
internal static class BatchWords
{
    public const string MultiPerspective = "MULTI_PERSPECTIVE";
    public const string DatasetPerspective = "DATASET_PERSPECTIVE";
    public const string Backfill = "BACKFILL";
    public const string DependencyChain = "DEPENDENCY_CHAIN";

    public static readonly IReadOnlyList<(JobState State, string Word)> Jobs =
    [
        (JobState.Pending, "pending"),
        (JobState.Running, "running"),
        (JobState.Succeeded, "completed"),
        (JobState.Failed, "failed"),
        (JobState.Cancelled, "cancelled"),
        (JobState.Partial, "partial"),
    ];

    public static readonly IReadOnlyList<(ItemState State, string Word)> Items =
    [
        (ItemState.Pending, "pending"),
        (ItemState.Leased, "running"),
        (ItemState.Succeeded, "completed"),
        (ItemState.Failed, "failed"),
        (ItemState.Cancelled, "cancelled"),
    ];

    public static string Status(this JobState state) =>
        state == JobState.Paused ? "pending" : Jobs.Single(pair => pair.State == state).Word;

    public static string Status(this ItemState state) =>
        state is ItemState.Ready or ItemState.Paused ? "pending" : Items.Single(pair => pair.State == state).Word;

    /// <summary>The engine's states that are told by this word; none when it is no status.</summary>
    public static IReadOnlyList<JobState> StatesOf(string word) => [.. Enum.GetValues<JobState>().Where(state => state.Status() == word)];

    public static ItemState? ParseItem(string word) =>
        Items.Where(pair => pair.Word == word).Select(pair => (ItemState?)pair.State).FirstOrDefault();
}
