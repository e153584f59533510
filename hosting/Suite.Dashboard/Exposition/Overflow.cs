namespace Suite.Dashboard.Exposition;

/// <summary>Why a point is not shown; in <c>suite.otlp.exposition.dropped</c> as <c>series-limit</c> and so on.</summary>
internal enum PointRefusal
{
    /// <summary>There are as many series as may be.</summary>
    SeriesLimit,

    /// <summary>The metric has as many series as one may have.</summary>
    MetricSeriesLimit,

    /// <summary>The labels are too long.</summary>
    LabelLimit,

    /// <summary>The name belongs to a metric of another kind.</summary>
    TypeConflict,

    /// <summary>Older than what is shown, or of a process that a newer one has replaced.</summary>
    OutOfOrder,

    /// <summary>The point contradicts itself or its series.</summary>
    Invalid,
}

/// <summary>Which metrics lost how many points, for a bounded number of names. Not for several threads.</summary>
internal sealed class Overflow
{
    private const int Names = 1_000;
    private readonly Dictionary<(string Metric, PointRefusal Refusal), long> _points = [];

    /// <returns>Whether it is the first of its kind.</returns>
    public bool Count(string metric, PointRefusal refusal)
    {
        var isKnown = _points.TryGetValue((metric, refusal), out var points);
        var hasRoom = _points.Count < Names;
        if (isKnown || hasRoom)
            _points[(metric, refusal)] = points + 1;
        return !isKnown && hasRoom;
    }

    public IReadOnlyList<(string Metric, PointRefusal Refusal, long Points)> All() =>
        [.. _points.Select(entry => (entry.Key.Metric, entry.Key.Refusal, entry.Value))];
}
