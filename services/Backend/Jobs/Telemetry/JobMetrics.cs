using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Suite.Jobs;

/// <summary>What the engine measures of itself: meter <c>Suite.Jobs</c>, durations in seconds.</summary>
internal sealed class JobMetrics : IDisposable
{
    public const string MeterName = "Suite.Jobs";

    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _leasesLost;
    private readonly Counter<long> _rescues;
    private readonly ObservableGauge<long> _depth;
    private readonly Histogram<int> _claimSize;
    private readonly Histogram<int> _endSize;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _run;
    private readonly BoundedNames _queues = new();
    private readonly BoundedNames _kinds = new();
    private readonly BoundedNames _steps = new();

    public JobMetrics(IMeterFactory meters)
    {
        // From tens of milliseconds to the hours that a low job may wait behind others.
        var seconds = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400],
        };
        var items = new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };
        _meter = meters.Create(MeterName);
        _attempts = _meter.CreateCounter<long>("suite.jobs.attempts", "{attempt}", "Attempts that ended, by outcome.");
        _claims = _meter.CreateCounter<long>("suite.jobs.claims", "{claim}", "Claims that gave out items.");
        _claimSize = _meter.CreateHistogram("suite.jobs.claim.size", "{item}", "Items that one claim gave out.", advice: items);
        _endSize = _meter.CreateHistogram(
            "suite.jobs.end.size", "{item}", "Successes that one transaction wrote together.", advice: items);
        _leasesLost = _meter.CreateCounter<long>(
            "suite.jobs.leases.lost", "{lease}", "Ends that were not accepted, because the item belonged to another by then.");
        _rescues = _meter.CreateCounter<long>(
            "suite.jobs.rescues", "{item}", "Items taken back from workers that gave no sign of life.");
        _wait = _meter.CreateHistogram(
            "suite.jobs.wait.duration", "s", "From the creation of an item to its first attempt.", advice: seconds);
        _run = _meter.CreateHistogram("suite.jobs.run.duration", "s", "From the claim of an item to the end of the attempt.", advice: seconds);
        _depth = _meter.CreateObservableGauge(
            "suite.jobs.queue.depth",
            () => ByTag(Depths).SelectMany(Measured),
            "{item}",
            "Unfinished items: waiting for their turn, held back (paused, scheduled, not released, behind another job,"
            + " by a limit of none), or running.");
        _meter.CreateObservableGauge(
            "suite.jobs.queue.oldest_age",
            () => ByTag(Depths).Select(depth => new Measurement<double>(depth.OldestAge.TotalSeconds, Tag("queue", depth.Queue))),
            "s",
            "Age of the oldest job that has items waiting for their turn.");
    }

    /// <summary>Whether anybody collects <see cref="Depths"/>; counting them costs a query.</summary>
    public bool DepthsWanted => _depth.Enabled;

    /// <summary>What waited in every queue when it was counted last.</summary>
    public IReadOnlyList<QueueDepth> Depths { get; set; } = [];

    public void Claimed(string queue, IReadOnlyCollection<RunningItem> items)
    {
        var tag = Tag("queue", _queues.Bounded(queue));
        _claims.Add(1, tag);
        _claimSize.Record(items.Count, tag);
        if (!_wait.Enabled)
            return;
        // A retry waited for its back-off, which says nothing about the queue.
        foreach (var item in items.Where(item => item.Attempt == 1))
            _wait.Record(item.Waited.TotalSeconds, tag, Tag("kind", _kinds.Bounded(item.Kind)), Tag("step", _steps.Bounded(item.Step)));
    }

    /// <param name="outcome">succeeded, failed, cancelled, lost or released.</param>
    public void Ended(string queue, string kind, string step, string outcome, TimeSpan ran)
    {
        // Asked for every item: where nobody listens, not even the tags are made.
        if (!_attempts.Enabled && !_run.Enabled)
            return;
        var tags = new TagList
        {
            { "queue", _queues.Bounded(queue) }, { "kind", _kinds.Bounded(kind) }, { "step", _steps.Bounded(step) }, { "outcome", outcome },
        };
        _attempts.Add(1, tags);
        _run.Record(ran.TotalSeconds, tags);
    }

    public void Written(int successes) => _endSize.Record(successes);

    public void LeaseLost(string queue) => _leasesLost.Add(1, Tag("queue", _queues.Bounded(queue)));

    public void Rescued(string queue) => _rescues.Add(1, Tag("queue", _queues.Bounded(queue)));

    public void Dispose() => _meter.Dispose();

    // Queues that share a tag are one measurement: of several with the same tags only the last would count.
    private IEnumerable<QueueDepth> ByTag(IEnumerable<QueueDepth> depths) => depths
        .GroupBy(depth => _queues.Bounded(depth.Queue))
        .Select(same => new QueueDepth(
            same.Key,
            same.Sum(depth => depth.Waiting),
            same.Sum(depth => depth.HeldBack),
            same.Sum(depth => depth.Running),
            same.Max(depth => depth.OldestAge)));

    private static IEnumerable<Measurement<long>> Measured(QueueDepth depth)
    {
        var queue = Tag("queue", depth.Queue);
        yield return new Measurement<long>(depth.Waiting, queue, Tag("state", "waiting"));
        yield return new Measurement<long>(depth.HeldBack, queue, Tag("state", "held"));
        yield return new Measurement<long>(depth.Running, queue, Tag("state", "running"));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
