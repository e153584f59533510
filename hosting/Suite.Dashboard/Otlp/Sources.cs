using System.Text;

namespace Suite.Dashboard.Otlp;

/// <summary>
/// One object for one source, and one for one scope, for as long as anybody holds it: the table itself holds them weakly, so
/// its size follows from what the consumers keep.
/// </summary>
internal sealed class Sources
{
    private readonly WeakTable<Source> _sources = new();
    private readonly WeakTable<Scope> _scopes = new();

    public static Sources Shared { get; } = new();

    public Source Of(KeyValue[] attributes) => _sources.Get(KeyOf("", "", attributes), () => new Source(attributes));

    public Scope Of(string name, string version, KeyValue[] attributes) =>
        _scopes.Get(KeyOf(name, version, attributes), () => new Scope(name, version, attributes));

    // The order of attributes says nothing. Lengths keep one value's text from looking like another pair.
    private static string KeyOf(string name, string version, KeyValue[] attributes)
    {
        var key = new StringBuilder().Append(name.Length).Append(':').Append(name).Append(version.Length).Append(':').Append(version);
        foreach (var (attribute, value) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var text = value.ToString();
            key.Append(attribute.Length).Append(':').Append(attribute).Append((char)('A' + (int)value.Kind)).Append(text.Length).Append(':').Append(text);
        }
        return key.ToString();
    }

    private sealed class WeakTable<T>
        where T : class
    {
        private readonly Dictionary<string, WeakReference<T>> _known = new(StringComparer.Ordinal);
        private int _sweepAt = 256;

        public T Get(string key, Func<T> make)
        {
            lock (_known)
            {
                if (_known.TryGetValue(key, out var weak) && weak.TryGetTarget(out var held))
                    return held;
                if (_known.Count >= _sweepAt)
                    Sweep();
                var made = make();
                _known[key] = new WeakReference<T>(made);
                return made;
            }
        }

        private void Sweep()
        {
            foreach (var (key, weak) in _known)
            {
                if (!weak.TryGetTarget(out _))
                    _known.Remove(key);
            }
            _sweepAt = Math.Max(256, _known.Count * 2);
        }
    }
}
