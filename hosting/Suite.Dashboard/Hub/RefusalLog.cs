using System.Collections.Concurrent;

namespace Suite.Dashboard.Hub;

/// <summary>
/// Tells of refused requests, but not of each: a sender that is set up wrongly tries for ever, and the hub's own log may come
/// in through the hub.
/// </summary>
internal sealed partial class RefusalLog(TimeProvider clock, ILogger<RefusalLog> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(Signal, Transport, Refusal), long> _next = new();

    public void Tell(Signal signal, Transport transport, Refusal reason, string message)
    {
        var now = clock.GetTimestamp();
        var next = _next.GetOrAdd((signal, transport, reason), now);
        if (now >= next && _next.TryUpdate((signal, transport, reason), now + (long)(Pause.TotalSeconds * clock.TimestampFrequency), next))
            Log.Refused(log, HubMetrics.Name(signal), transport, HubMetrics.Name(reason), message);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A request with {Signal} over {Transport} was refused ({Reason}): {Answer} More of the same are only counted for a while")]
        public static partial void Refused(ILogger log, string signal, Transport transport, string reason, string answer);
    }
}
