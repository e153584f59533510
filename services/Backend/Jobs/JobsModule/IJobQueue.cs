using Suite.Platform;

namespace Suite.Jobs;

/// <summary>The job engine's door for other modules. Every call is for one team; another team's job is not found.</summary>
public interface IJobQueue
{
    /// <summary>Creates a job with its items; inside <paramref name="within"/> when given, else in a transaction of its own.</summary>
    Task<EnqueuedJob> EnqueueAsync(NewJob job, CancellationToken cancel, ISql? within = null);

    Task<JobView?> FindAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Those of <paramref name="jobIds"/> that are the team's, in no particular order.</summary>
    Task<IReadOnlyList<JobView>> FindManyAsync(Guid teamId, IReadOnlyCollection<Guid> jobIds, CancellationToken cancel);

    Task<Page<JobView>> ListAsync(Guid teamId, JobFilter filter, int limit, string? cursor, CancellationToken cancel);

    Task<Page<ItemView>> ListItemsAsync(Guid teamId, Guid jobId, ItemState? state, int limit, string? cursor, CancellationToken cancel);

    /// <summary>Items by offset with their total, for the façades whose published shape pages by offset; in their order of creation.</summary>
    Task<(IReadOnlyList<ItemView> Items, int Total)> ListItemsByOffsetAsync(
        Guid teamId, Guid jobId, ItemState? state, int offset, int limit, CancellationToken cancel);

    Task<ItemView?> FindItemAsync(Guid teamId, long itemId, CancellationToken cancel);

    /// <summary>The groups of several jobs, counted; a job whose items have no groups is left out.</summary>
    Task<IReadOnlyDictionary<Guid, GroupCounts>> CountGroupsAsync(
        Guid teamId, IReadOnlyCollection<Guid> jobIds, CancellationToken cancel);

    /// <summary>How many jobs of the same queue run, or are to run, before this one; 0 when it has begun.</summary>
    Task<int> JobsAheadAsync(Guid teamId, Guid jobId, CancellationToken cancel);
}

/// <summary>Which jobs to list. Order: running, then by turn, then newest finished.</summary>
/// <param name="Search">The beginning of an id, or a part of a kind or of a failed item's error.</param>
public sealed record JobFilter(
    string? Queue = null, string? Kind = null, JobState? State = null, bool IncludeArchived = false, string? Search = null);
