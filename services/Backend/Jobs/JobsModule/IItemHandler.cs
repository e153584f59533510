using System.Text.Json;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Runs items of one step. An instance is shared: keep no state in it.</summary>
public interface IItemHandler
{
    /// <summary>
    /// Does the work and returns what to keep. Throw <see cref="ItemFailedException"/> to say whether a retry makes sense; any
    /// other exception is retried with back-off until the attempts are used up. <paramref name="cancel"/> fires when the job is
    /// cancelled, the lease is lost or the host stops.
    /// </summary>
    Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel);
}

/// <summary>What a handler is given.</summary>
public abstract class ItemContext
{
    public required Guid TeamId { get; init; }
    public required Guid JobId { get; init; }
    public required long ItemId { get; init; }
    public required string Kind { get; init; }
    public required string Step { get; init; }

    /// <summary>Identifies this attempt; insights carry it as their lineage.</summary>
    public required long AttemptId { get; init; }

    /// <summary>1 for the first attempt.</summary>
    public required int Attempt { get; init; }

    public Guid? AssetId { get; init; }
    public JsonElement? Input { get; init; }
    public JsonElement? JobConfig { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>Tells watchers how far this item is: 0 to 100. Cheap: written with the heartbeat at the latest.</summary>
    public abstract void ReportProgress(int percent);

    /// <summary>Counts tokens that a model used for this item against the job's limits. Cheap: written with the heartbeat or the end.</summary>
    public abstract void UseTokens(long tokens);
}

/// <summary>What a handler made.</summary>
/// <param name="Output">Kept with the item.</param>
/// <param name="Commit">
/// Writes the outputs. It runs inside the transaction that finishes the item, after the fence token was checked: if the lease was
/// lost in the meantime it does not run, so an output appears once however often a worker dies. When the database goes away at
/// that moment it runs again in a new transaction, so it must do nothing that a rollback does not undo.
/// </param>
public sealed record ItemResult(JsonElement? Output = null, Func<ISql, CancellationToken, Task>? Commit = null);

/// <summary>A failure that the handler understands. With <paramref name="retry"/> false the item ends failed at once.</summary>
public sealed class ItemFailedException(string reason, bool retry) : Exception(reason)
{
    public bool Retry { get; } = retry;
}
