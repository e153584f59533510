using System.Diagnostics;

namespace Suite.Jobs;

/// <summary>An item that this process holds: what its handler sees, and what the engine knows about it.</summary>
internal sealed class RunningItem : ItemContext, IDisposable
{
    private static readonly Task<bool> AlwaysHeld = Task.FromResult(true);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private int _progress;
    private long _tokens;
    private int _phase;
    private bool _disposed;

    public required string Queue { get; init; }
    public required int MaxAttempts { get; init; }

    /// <summary>Whether other items of the job may wait for this one.</summary>
    public required bool Chained { get; init; }

    /// <summary>When the lease of the claim runs out, by the database's clock; heartbeats move it.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>From the item's creation to this claim.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>How many items its job has.</summary>
    public required int JobItems { get; init; }

    /// <summary>The usage limits that it counts against, if they are set.</summary>
    public required string[] UsageKeys { get; init; }

    /// <summary>The W3C trace context of the request that made its job.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Its place in its queue.</summary>
    public required Place Place { get; init; }

    /// <summary>It leaves no trace when it succeeds: see <c>jobs.queue.lean</c>.</summary>
    public bool Lean { get; set; }

    /// <summary>The claim that it was leased with, where that is kept instead of counting.</summary>
    public Handful? Handful { get; set; }

    /// <summary>Whether its claim was committed: waits for that. Before, nothing may be written about it.</summary>
    public Task<bool> Held => Handful?.Kept ?? AlwaysHeld;

    /// <summary>The queue that it is counted in while a slot of ours runs it; null when an external worker does.</summary>
    public QueueWork? Work { get; set; }

    public ItemPhase Phase => (ItemPhase)Volatile.Read(ref _phase);

    /// <summary>When this process got it, on the clock's own scale.</summary>
    public long ClaimedAt { get; set; }

    /// <summary>When a slot took it, on the clock's own scale.</summary>
    public long BegunAt { get; set; }

    public int Progress => Volatile.Read(ref _progress);

    /// <summary>What the last heartbeat wrote.</summary>
    public int WrittenProgress { get; set; }

    /// <summary>When the last heartbeat was, on the clock's own scale.</summary>
    public long BeatAt { get; set; }

    /// <summary>While its end is being written its row is locked: a heartbeat would wait for it, and hold up all others.</summary>
    public bool Writing { get; set; }

    /// <summary>The database holds nothing for this attempt any more: its end was written, or the lease was another's by then.</summary>
    public bool IsOver { get; set; }

    /// <summary>How often writing its end failed.</summary>
    public int WriteFailures { get; set; }

    /// <summary>The attempt's, while it lasts.</summary>
    public Activity? Span { get; set; }

    public CancellationToken Stopped => _stop.Token;

    /// <summary>When it was seen that the handler was told to stop, on the clock's own scale.</summary>
    public long? SeenStoppedAt { get; set; }

    /// <summary>Why the handler was told to stop; the first reason counts.</summary>
    public StopReason Reason { get; private set; }

    /// <summary>Only one of several who want it gets it.</summary>
    public bool Move(ItemPhase from, ItemPhase to)
    {
        if (Interlocked.CompareExchange(ref _phase, (int)to, (int)from) != (int)from)
            return false;
        Work?.Add(from, -1);
        Work?.Add(to, 1);
        return true;
    }

    /// <summary>What watchers are told when it is in <paramref name="state"/> without an error.</summary>
    public ItemChange Changed(ItemState state) => new(
        TeamId, JobId, ItemId, Kind, Step, AssetId, state.Word(), state == ItemState.Succeeded ? 100 : 0, Attempt, null);

    /// <summary>It is not held any more, whatever was done with it.</summary>
    public void Leave() => Work?.Add((ItemPhase)Interlocked.Exchange(ref _phase, (int)ItemPhase.Gone), -1);

    public override void ReportProgress(int percent) => Volatile.Write(ref _progress, Math.Clamp(percent, 0, 100));

    public override void UseTokens(long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        Interlocked.Add(ref _tokens, tokens);
    }

    /// <summary>The tokens that were used since this was asked last.</summary>
    public long TakeTokens() => Interlocked.Exchange(ref _tokens, 0);

    public void Stop(StopReason reason)
    {
        lock (_gate)
        {
            if (_disposed || Reason != StopReason.None)
                return;
            Reason = reason;
            // Not Cancel: what the handler registered must not run here, under the lock and in the caller's time.
            _ = _stop.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _stop.Dispose();
        }
    }
}

internal enum StopReason
{
    None,

    /// <summary>The job was cancelled.</summary>
    Cancelled,

    /// <summary>Another worker has the item now, or the rescuer put it back.</summary>
    LeaseLost,

    /// <summary>The attempt took too long.</summary>
    TimedOut,

    /// <summary>The host stops.</summary>
    Stopping,
}
