using System.Text.Json;
using Suite.Access;

namespace Suite.Jobs;

/// <summary>Priorities by name: a smaller number runs sooner.</summary>
public static class JobPriority
{
    public const int Urgent = 0;
    public const int High = 50;
    public const int Normal = 100;
    public const int Low = 200;
}

/// <summary>Keys of usage limits, for <see cref="NewJob.LimitKeys"/>.</summary>
public static class UsageKeys
{
    /// <summary><c>key:id</c> of the API key that the caller came with; none for a session. All that a request enqueues has it.</summary>
    public static IReadOnlyList<string> OfCaller(Caller caller) => caller.ApiKeyId is { } id ? [$"key:{id}"] : [];

    /// <summary>A provider's limit over all teams, and the team's own for it. The case of its name does not matter.</summary>
    public static IReadOnlyList<string> OfProvider(Guid teamId, string provider) =>
        [LimitKey.Normalise($"provider:{provider}"), LimitKey.Normalise($"team:{teamId}:provider:{provider}")];
}

/// <summary>Work to do, in one transaction: a job and its items.</summary>
/// <param name="TeamId">The team whose work it is.</param>
/// <param name="Queue">The queue's name; a shared one is created with defaults when it does not exist.</param>
/// <param name="Kind">With an item's step, it selects the handler.</param>
/// <param name="Items">At least one, at most <c>Jobs:MaxItems</c>.</param>
/// <param name="Priority">See <see cref="JobPriority"/>.</param>
/// <param name="Config">Settings for all items, kept as they came.</param>
/// <param name="CreatedBy">The user, if a person asked.</param>
/// <param name="DedupKey">While an unfinished job of the team and kind has this key, no second one is made.</param>
/// <param name="DependsOn">
/// Jobs of the same team that must end first, as <see cref="JobState.Succeeded"/> or <see cref="JobState.Partial"/>; when one fails or
/// is cancelled, this job is cancelled. An unknown id is refused (<c>unknown-dependency</c>, 409).
/// </param>
/// <param name="RunAfter">Nothing of it runs before; null: as soon as it is its turn.</param>
/// <param name="LimitKeys">Usage limits that it counts against besides its team's: see <see cref="UsageKeys"/>.</param>
public sealed record NewJob(
    Guid TeamId,
    string Queue,
    string Kind,
    IReadOnlyList<NewItem> Items,
    int Priority = JobPriority.Normal,
    JsonElement? Config = null,
    Guid? CreatedBy = null,
    string? DedupKey = null,
    IReadOnlyList<Guid>? DependsOn = null,
    DateTimeOffset? RunAfter = null,
    IReadOnlyList<string>? LimitKeys = null);

/// <summary>One unit of work.</summary>
/// <param name="Step">Names the handler, together with the job's kind.</param>
/// <param name="AssetId">The asset it is about, if any.</param>
/// <param name="Input">What the handler needs to know.</param>
/// <param name="After">Index, in the same list, of the item that must succeed first; when that fails or is cancelled, so is this.</param>
/// <param name="Group">Items with the same number are about the same thing: see <see cref="IJobQueue.CountGroupsAsync"/>.</param>
public sealed record NewItem(string Step, Guid? AssetId = null, JsonElement? Input = null, int? After = null, int? Group = null);

/// <summary>What enqueueing made; <paramref name="Created"/> is false when a dedup key matched an unfinished job.</summary>
public sealed record EnqueuedJob(Guid JobId, DateTimeOffset CreatedAt, bool Created);

/// <summary>How many groups of a job's items have wholly succeeded, and in how many an item failed.</summary>
public sealed record GroupCounts(int Succeeded, int Failed);
