using System.Diagnostics.CodeAnalysis;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>
/// Remembers at least the last <paramref name="least"/> keys and at most twice as many: two maps, of which the older is
/// forgotten whole. Cheaper than an order of use, and what is used again moves to the younger.
/// </summary>
internal sealed class Recent<TKey, TValue>(int least)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out value))
            return true;
        if (!_old.TryGetValue(key, out value))
            return false;
        Put(key, value);
        return true;
    }

    /// <returns>False when the key is remembered already.</returns>
    public bool TryAdd(TKey key, TValue value)
    {
        if (_young.ContainsKey(key) || _old.ContainsKey(key))
            return false;
        Put(key, value);
        return true;
    }

    private void Put(TKey key, TValue value)
    {
        if (_young.Count >= least)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }
        _young[key] = value;
    }
}
