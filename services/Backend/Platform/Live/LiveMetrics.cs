using System.Diagnostics.Metrics;

namespace Suite.Platform;

/// <summary>What the live channel measures of itself: meter <c>Suite.Platform</c>.</summary>
internal sealed class LiveMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _endings;
    private int _clients;

    public LiveMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Suite.Platform");
        _meter.CreateObservableUpDownCounter(
            "suite.live.clients", () => Clients, "{client}", "Clients that follow their team, by socket or stream.");
        _endings = _meter.CreateCounter<long>("suite.live.endings", "{client}", "Clients that follow no more, by what ended it.");
    }

    public int Clients => Volatile.Read(ref _clients);

    public void Joined() => Interlocked.Increment(ref _clients);

    public void Left(LiveEnding ending)
    {
        Interlocked.Decrement(ref _clients);
        _endings.Add(1, new KeyValuePair<string, object?>("ending", ending.ToString().ToLowerInvariant()));
    }

    public void Dispose() => _meter.Dispose();
}
