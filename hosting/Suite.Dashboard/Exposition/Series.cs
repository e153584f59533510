using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

internal enum Outcome
{
    Taken,

    /// <summary>Older than what is shown, or of a process that a newer one has replaced.</summary>
    OutOfOrder,

    /// <summary>Not of the series' kind (explicit and exponential histograms do not mix), or in contradiction with itself.</summary>
    Invalid,

    /// <summary>The series was put away meanwhile: look it up again.</summary>
    Gone,
}

/// <summary>
/// One label set of one metric, with its present value. A series has one writer: of two processes that claim the same
/// identity the one that started later is shown, and the other when that has been silent for as long as a series lives.
/// </summary>
internal abstract class Series(string labels, Scope scope)
{
    private readonly Lock _lock = new();
    private long _startNanos;
    private long _timeNanos;
    private bool _gone;

    /// <summary>What stands between the braces, except what the sample itself adds.</summary>
    public string Labels { get; set; } = labels;

    public Scope Scope { get; } = scope;

    /// <summary>When the hub last took a point, by the hub's own clock: senders' clocks differ.</summary>
    public DateTimeOffset LastTaken { get; private set; }

    /// <summary>Where the fast way to this series is remembered.</summary>
    public (Instrument Instrument, KeyValue[] Attributes)? Shortcut { get; set; }

    public static Series Create(Metric metric, string labels, Scope scope) => metric.Kind switch
    {
        MetricKind.Histogram => new HistogramSeries(labels, scope),
        MetricKind.ExponentialHistogram => new ExponentialSeries(labels, scope),
        MetricKind.Summary => new SummarySeries(labels, scope),
        _ => new NumberSeries(labels, scope),
    };

    public Outcome Take(Point point, Temporality temporality, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_gone)
                return Outcome.Gone;
            if (IsBehind(point, temporality))
                return Outcome.OutOfOrder;
            if (!Apply(point, isDelta: temporality == Temporality.Delta))
                return Outcome.Invalid;
            (_startNanos, _timeNanos, LastTaken) = (point.StartNanos, point.TimeNanos, now);
            return Outcome.Taken;
        }
    }

    public void Write(PageWriter page, Family family)
    {
        lock (_lock)
        {
            if (!_gone)
                WriteSamples(page, family);
        }
    }

    /// <summary>Puts the series away when it has been silent since <paramref name="deadline"/>.</summary>
    public bool TryEnd(DateTimeOffset deadline)
    {
        lock (_lock)
            return _gone = _gone || LastTaken < deadline;
    }

    /// <summary>Takes the value; false when it cannot be one of this series.</summary>
    protected abstract bool Apply(Point point, bool isDelta);

    protected abstract void WriteSamples(PageWriter page, Family family);

    // A delta that was sent twice must not count twice. Cumulative values may come again, and a new start is a restart: the
    // value falls, and Prometheus knows what that means.
    private bool IsBehind(Point point, Temporality temporality)
    {
        if (_timeNanos == 0 || point.TimeNanos == 0)
            return false;
        if (temporality == Temporality.Delta)
            return point.TimeNanos <= _timeNanos;
        return point.StartNanos != _startNanos && point.StartNanos != 0 && _startNanos != 0
            ? point.StartNanos < _startNanos
            : point.TimeNanos < _timeNanos;
    }
}
