using System.Collections.Concurrent;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Access;

/// <summary>
/// Remembers who stands behind a token or key for ten seconds. Whatever takes access away says so to every replica in its own
/// transaction, and they forget everything; a replica that cannot hear that remembers nothing.
/// </summary>
internal sealed class CredentialCache : IDisposable
{
    private const string Changed = "access";
    private const int Most = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly CacheCount _count = new("credentials", "memory");
    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly CredentialStore _store;
    private readonly ISignals _signals;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private long _generation;

    public CredentialCache(CredentialStore store, ISignals signals, TimeProvider clock)
    {
        (_store, _signals, _clock) = (store, signals, clock);
        _subscription = signals.Subscribe(Changed, _ => Forget());
    }

    public async Task<Credential?> FindAsync(CredentialKind kind, byte[] hash, CancellationToken cancel)
    {
        var key = $"{kind}:{Convert.ToHexString(hash)}";
        if (_signals.IsListening && _entries.TryGetValue(key, out var entry) && entry.Generation == Interlocked.Read(ref _generation)
            && _clock.GetUtcNow() < entry.Until)
        {
            _count.Hit();
            return entry.Credential;
        }

        _count.Miss();
        var generation = Interlocked.Read(ref _generation);
        var found = await _store.FindAsync(kind, hash, cancel);
        if (found is null)
            return null;
        await _store.TouchAsync(found, cancel);
        // With the generation that it was read in: what was read before a change does not count after it.
        Remember(key, new Entry(found, generation, _clock.GetUtcNow() + Lifetime));
        return found;
    }

    /// <summary>Announces, with the transaction, that somebody's access has changed.</summary>
    public Task AnnounceAsync(ISql within, CancellationToken cancel) => _signals.PublishAsync(within, Changed, "", cancel);

    /// <summary>This replica forgets at once; call it after the transaction, so that the caller's next request sees the change.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    public void Dispose() => _subscription.Dispose();

    private void Remember(string key, Entry entry)
    {
        if (_entries.Count >= Most)
            _entries.Clear();
        _entries[key] = entry;
    }

    private sealed record Entry(Credential Credential, long Generation, DateTimeOffset Until);
}
