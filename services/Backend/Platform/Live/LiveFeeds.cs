using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>The feeds of the teams that have clients on this replica; a feed runs while somebody holds it.</summary>
internal sealed class LiveFeeds : IDisposable
{
    /// <summary>Name of the signal that says that teams have new messages; its payload is their ids, joined by commas.</summary>
    public const string Signal = "live";

    /// <summary>PostgreSQL's NOTIFY takes 8000 bytes.</summary>
    public const int TeamsInSignal = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Held> _feeds = [];
    private readonly Func<Guid, LiveFeed> _create;
    private readonly IDisposable _subscription;

    public LiveFeeds(
        LiveStore store, ISignals signals, IOptions<PlatformOptions> options, Backoff backoff, TimeProvider clock, ILogger<LiveFeed> logger)
    {
        _create = teamId => new LiveFeed(teamId, store, options.Value.LiveGather, backoff, clock, logger);
        _subscription = signals.Subscribe(Signal, OnSignal);
    }

    /// <summary>The team's feed, running until the returned hold is disposed of by its last holder.</summary>
    public Hold Take(Guid teamId)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(teamId, out var held))
            {
                held = new Held(_create(teamId), new CancellationTokenSource());
                _feeds.Add(teamId, held);
                _ = held.Feed.RunAsync(held.End.Token);
            }

            held.Holders++;
            return new Hold(held.Feed, () => Release(teamId, held));
        }
    }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_lock)
        {
            foreach (var held in _feeds.Values)
                held.End.Cancel();
        }
    }

    private void Release(Guid teamId, Held held)
    {
        lock (_lock)
        {
            if (--held.Holders > 0)
                return;
            _feeds.Remove(teamId);
            held.End.Cancel();
        }
    }

    private void OnSignal(string payload)
    {
        lock (_lock)
        {
            // No teams: any may have new messages.
            if (payload.Length == 0)
                foreach (var held in _feeds.Values)
                    held.Feed.Signal();
            foreach (var part in payload.AsSpan().Split(','))
                if (Guid.TryParse(payload.AsSpan(part), out var teamId))
                    _feeds.GetValueOrDefault(teamId)?.Feed.Signal();
        }
    }

    private sealed record Held(LiveFeed Feed, CancellationTokenSource End)
    {
        public int Holders { get; set; }
    }

    internal sealed record Hold(LiveFeed Feed, Action End) : IDisposable
    {
        public void Dispose() => End();
    }
}
