using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// Every series with its present value. Known series are found without a lock; new and ended ones go through one lock,
/// which is held for dictionary work only, never while a page is written.
/// </summary>
internal sealed partial class SeriesRegistry
{
    // A point's flag: its sender says that the series has ended.
    private const uint NoRecordedValue = 1;

    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<InstrumentKey, Instrument> _instruments = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sampleNames = new(Page.OwnNames, StringComparer.Ordinal);
    private readonly Overflow _overflow = new();
    private readonly ExpositionOptions _limits;
    private readonly TimeProvider _clock;
    private readonly ExpositionMetrics _metrics;
    private readonly ILogger _log;
    private DateTimeOffset _swept;
    private int _count;

    public SeriesRegistry(IOptions<ExpositionOptions> options, TimeProvider clock, ExpositionMetrics metrics, ILogger<SeriesRegistry> log)
    {
        (_limits, _clock, _metrics, _log) = (options.Value, clock, metrics, log);
        _swept = clock.GetUtcNow();
        metrics.Observe(() => Count, _limits.SeriesLimit);
    }

    public int Count => Volatile.Read(ref _count);

    /// <returns>How many points were refused.</returns>
    public int Take(MetricGroup group)
    {
        var refused = 0;
        var now = _clock.GetUtcNow();
        foreach (var metric in group.Metrics)
        {
            var key = InstrumentKey.Of(group.Source, group.Scope, metric);
            var instrument = _instruments.GetValueOrDefault(key) ?? new Instrument(key, MetricShape.Of(metric));
            instrument.LastUsed = now.UtcTicks;
            foreach (var point in metric.Points)
                refused += Take(instrument, metric, point, now) ? 0 : 1;
        }

        return refused;
    }

    /// <summary>What to show now, in the order of the names.</summary>
    public IReadOnlyList<(Family Family, Series[] Series)> Snapshot()
    {
        lock (_lock)
        {
            SweepWhenDue();
            return [.. _families.Values.Select(family => (family, family.Ordered()))];
        }
    }

    /// <summary>Which metrics lost points, and why.</summary>
    public IReadOnlyList<(string Metric, PointRefusal Refusal, long Points)> Overflowed()
    {
        lock (_lock)
            return _overflow.All();
    }

    /// <summary>Who sent what is shown: one for each job and instance, after a restart the new process.</summary>
    public IReadOnlyList<Source> Sources() =>
        [.. _instruments.Values.OrderByDescending(instrument => instrument.LastUsed)
            .Select(instrument => instrument.Key.Source)
            .Distinct()
            .DistinctBy(source => (Labels.JobOf(source), source.Instance))];

    private bool Take(Instrument instrument, Metric metric, Point point, DateTimeOffset now)
    {
        while (true)
        {
            var series = instrument.Find(point.Attributes);
            if ((point.Flags & NoRecordedValue) != 0)
                return series is null || End(series, instrument.Shape.Name);
            if (series is null)
            {
                (series, var refusal) = Register(instrument, metric, point.Attributes);
                if (series is null)
                    return Refuse(refusal, instrument.Shape.Name);
            }

            switch (series.Take(point, metric.Temporality, now))
            {
                case Outcome.Taken: return true;
                case Outcome.OutOfOrder: return Refuse(PointRefusal.OutOfOrder, instrument.Shape.Name);
                case Outcome.Invalid: return Refuse(PointRefusal.Invalid, instrument.Shape.Name);
                default: continue;
            }
        }
    }

    private (Series? Series, PointRefusal Refusal) Register(Instrument instrument, Metric metric, KeyValue[] attributes)
    {
        var shape = instrument.Shape;
        var labels = Labels.Of(instrument.Key.Source, attributes, shape.Kind);
        if (labels.Length > _limits.LabelLimit)
            return (null, PointRefusal.LabelLimit);

        lock (_lock)
        {
            var family = _families.GetValueOrDefault(shape.Name);
            if (FullnessOf(family) is not null && SweepWhenDue())
                family = _families.GetValueOrDefault(shape.Name);
            if (family is not null && family.Kind != shape.Kind)
                return (null, PointRefusal.TypeConflict);
            var series = family?.Find(labels, instrument.Key.Scope);
            if (series is null)
            {
                if (FullnessOf(family) is { } limit)
                    return (null, limit);
                family ??= AddFamily(shape);
                if (family is null)
                    return (null, PointRefusal.TypeConflict);
                series = family.Add(metric, labels, instrument.Key.Scope);
                _count++;
            }

            // Another thread may have remembered the same instrument first.
            _instruments.GetOrAdd(instrument.Key, instrument).Remember(attributes, series);
            return (series, default);
        }
    }

    private PointRefusal? FullnessOf(Family? family) =>
        _count >= _limits.SeriesLimit ? PointRefusal.SeriesLimit
        : family?.Count >= _limits.MetricSeriesLimit ? PointRefusal.MetricSeriesLimit
        : null;

    // Null when another family has samples of such a name: a gauge x_count beside a histogram x.
    private Family? AddFamily(MetricShape shape)
    {
        var family = new Family(shape);
        if (family.SampleNames.Any(_sampleNames.Contains))
            return null;
        _sampleNames.UnionWith(family.SampleNames);
        _families.Add(shape.Name, family);
        return family;
    }

    private bool Refuse(PointRefusal refusal, string metric)
    {
        _metrics.Dropped(refusal);
        lock (_lock)
        {
            if (!_overflow.Count(metric, refusal))
                return false;
        }

        // Once a metric: the counters tell the rest.
        LogRefused(_log, metric, ExpositionMetrics.WordOf(refusal));
        return false;
    }

    private bool End(Series series, string metric)
    {
        lock (_lock)
        {
            series.TryEnd(DateTimeOffset.MaxValue);
            if (_families.TryGetValue(metric, out var family))
                Remove(family, [series]);
        }

        return true;
    }

    private bool SweepWhenDue()
    {
        var now = _clock.GetUtcNow();
        if (now - _swept < SweepPause)
            return false;
        _swept = now;
        var deadline = now.AddMinutes(-_limits.StaleMinutes);
        foreach (var family in _families.Values.ToArray())
            Remove(family, [.. family.Ordered().Where(series => series.TryEnd(deadline))]);
        foreach (var (key, _) in _instruments.Where(instrument => instrument.Value.IsEmpty))
            _instruments.TryRemove(key, out _);
        return true;
    }

    private void Remove(Family family, IReadOnlyCollection<Series> ended)
    {
        foreach (var series in ended)
        {
            Instrument.Forget(series);
            if (family.Remove(series))
                _count--;
        }

        if (family.Count > 0)
            return;
        _sampleNames.ExceptWith(family.SampleNames);
        _families.Remove(family.Name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Points of the metric {Metric} are not shown to Prometheus: {Reason}. What is left out is counted in suite_otlp_exposition_dropped_total.")]
    private static partial void LogRefused(ILogger log, string metric, string reason);
}
