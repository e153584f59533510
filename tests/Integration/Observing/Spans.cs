using System.Collections.Concurrent;
using System.Diagnostics;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Observing;

/// <summary>Spans of some sources that have ended, of all tests that run at the moment: look for those of one's own trace.</summary>
internal sealed class Spans : IDisposable
{
    private const string Tests = "Suite.Tests";
    private static readonly ActivitySource Source = new(Tests);

    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public Spans(params string[] sources)
    {
        _listener = new ActivityListener
        {
            // By name: a source asks this while it is being made, before the field holds it.
            ShouldListenTo = source => source.Name == Tests || sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A span of the test's own, as the beginning of a trace.</summary>
    public static Activity Begin(string name = "test")
    {
        Activity.Current = null;
        return Source.StartActivity(name)!;
    }

    public int Count(Func<Activity, bool> condition) => _ended.Count(condition);

    public IReadOnlyList<Activity> Of(Activity trace) => [.. _ended.Where(span => span.TraceId == trace.TraceId && span != trace)];

    public async Task<Activity> OneAsync(Func<Activity, bool> condition)
    {
        await Eventually.TrueAsync(() => Task.FromResult(_ended.Any(condition)));
        return _ended.Single(condition);
    }

    public void Dispose() => _listener.Dispose();
}
