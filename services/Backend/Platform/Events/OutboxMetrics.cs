using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Suite.Platform;

/// <summary>What the outbox and its deliveries measure of themselves: meter <c>Suite.Platform</c>.</summary>
internal sealed class OutboxMetrics
{
    private readonly Counter<long> _events;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _delivery;
    private readonly ObservableGauge<long> _depth;

    public OutboxMetrics(IMeterFactory meters)
    {
        var seconds = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60],
        };
        var meter = meters.Create("Suite.Platform");
        _events = meter.CreateCounter<long>("suite.outbox.published", "{event}", "Events that left the outbox.");
        _bytes = meter.CreateCounter<long>("suite.outbox.published.size", "By", "Their payloads.");
        _lag = meter.CreateHistogram(
            "suite.outbox.lag", "s", "How long the oldest event of a publication had waited.", advice: seconds);
        _delivery = meter.CreateHistogram(
            "suite.outbox.delivery.duration", "s", "How long a subscriber took over an event.", advice: seconds);
        _depth = meter.CreateObservableGauge(
            "suite.outbox.depth", () => Depth.Select(stage => new Measurement<long>(stage.Events, Tag("stage", stage.Stage))),
            "{event}", "Events that wait.");
    }

    /// <summary>Whether anybody collects <see cref="Depth"/>; counting costs a query.</summary>
    public bool DepthWanted => _depth.Enabled;

    /// <summary>What waited when it was counted last.</summary>
    public IReadOnlyList<(string Stage, long Events)> Depth { get; set; } = [];

    public void Published(long events, long bytes, TimeSpan lag)
    {
        _events.Add(events);
        _bytes.Add(bytes);
        _lag.Record(Math.Max(0, lag.TotalSeconds));
    }

    /// <param name="subscriber">Whose event it was.</param>
    /// <param name="outcome">handled, retried or parked.</param>
    /// <param name="took">How long.</param>
    public void Delivered(IEventSubscriber subscriber, string outcome, TimeSpan took) =>
        _delivery.Record(took.TotalSeconds, Tag("subscriber", subscriber.GetType().Name), Tag("outcome", outcome));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
