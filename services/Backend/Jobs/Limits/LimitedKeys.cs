using System.Collections.Frozen;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Which keys have a usage limit: remembered, so that where there is none a claim pays nothing.</summary>
internal sealed class LimitedKeys : IDisposable
{
    public const string Signal = "jobs.limits";

    // The signal is quicker; this is for one that was lost.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Db _db;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private FrozenSet<string> _keys = [];
    private long _readAt;
    private volatile bool _stale = true;

    public LimitedKeys(Db db, ISignals signals, TimeProvider clock)
    {
        (_db, _clock) = (db, clock);
        _subscription = signals.Subscribe(Signal, _ => _stale = true);
    }

    public async ValueTask<bool> AnyAsync(CancellationToken cancel) => (await KeysAsync(cancel)).Count > 0;

    public async ValueTask<bool> AnyOfAsync(IEnumerable<string> keys, CancellationToken cancel)
    {
        var limited = await KeysAsync(cancel);
        return limited.Count > 0 && keys.Any(limited.Contains);
    }

    public void Dispose() => _subscription.Dispose();

    private async ValueTask<FrozenSet<string>> KeysAsync(CancellationToken cancel)
    {
        if (!_stale && _clock.GetElapsedTime(_readAt) < Fresh)
            return _keys;
        // Before reading: a change in the meantime makes it stale again.
        _stale = false;
        try
        {
            _keys = (await _db.QueryAsync(LimitSql.Keys, null, row => row.GetString(0), cancel)).ToFrozenSet();
            _readAt = _clock.GetTimestamp();
        }
        catch
        {
            _stale = true;
            throw;
        }
        return _keys;
    }
}
