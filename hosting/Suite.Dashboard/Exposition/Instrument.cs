using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>One metric of one sender and one library: the fast way from a point's attributes to its series.</summary>
internal sealed class Instrument(InstrumentKey key, MetricShape shape)
{
    private readonly ConcurrentDictionary<KeyValue[], Series> _series = new(AttributesComparer.Instance);

    public InstrumentKey Key => key;

    public MetricShape Shape => shape;

    public bool IsEmpty => _series.IsEmpty;

    /// <summary>When a point came last, in ticks: read by others without a lock.</summary>
    public long LastUsed { get; set; }

    public Series? Find(KeyValue[] attributes) => _series.GetValueOrDefault(attributes);

    /// <summary>
    /// Remembers the way; a series has one at a time, so that there are never more ways than series. After a restart the new
    /// process takes the way over.
    /// </summary>
    public void Remember(KeyValue[] attributes, Series series)
    {
        Forget(series);
        _series[attributes] = series;
        series.Shortcut = (this, attributes);
    }

    public static void Forget(Series series)
    {
        if (series.Shortcut is { } shortcut)
            shortcut.Instrument._series.TryRemove(new KeyValuePair<KeyValue[], Series>(shortcut.Attributes, series));
    }
}

/// <summary>Source and scope by reference: the decoders hand out one object for one sender.</summary>
internal readonly record struct InstrumentKey(Source Source, Scope Scope, string Name, string Unit, MetricKind Kind, bool IsMonotonic)
{
    public static InstrumentKey Of(Source source, Scope scope, Metric metric) =>
        new(source, scope, metric.Name, metric.Unit, metric.Kind, metric.IsMonotonic);

    public bool Equals(InstrumentKey other) =>
        ReferenceEquals(Source, other.Source) && ReferenceEquals(Scope, other.Scope)
        && Kind == other.Kind && IsMonotonic == other.IsMonotonic && Name == other.Name && Unit == other.Unit;

    public override int GetHashCode() =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(Source), RuntimeHelpers.GetHashCode(Scope), Name, Kind);
}
