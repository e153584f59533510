using Microsoft.Extensions.Options;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Hub;

/// <summary>What became of a request that was taken.</summary>
/// <param name="Rejected">Items that were left out because nobody could use them.</param>
/// <param name="Message">Why; empty when nothing was left out.</param>
internal readonly record struct Receipt(int Rejected, string Message);

/// <summary>Decodes what receivers read, counts it and hands it to every consumer.</summary>
internal sealed partial class Intake(
    IEnumerable<ITelemetryConsumer> consumers, IOptions<OtlpOptions> options, InFlight inFlight, HubMetrics metrics, ILogger<Intake> log)
{
    private readonly ITelemetryConsumer[] _consumers = [.. consumers];
    private readonly OtlpLimits _limits = new(options.Value.MaxAttributes, options.Value.MaxTextBytes);

    /// <exception cref="OtlpFormatException">The request is not what it should be; nothing of it was taken.</exception>
    /// <exception cref="RefusedException">It unfolds to more than there is room for; nothing of it was taken.</exception>
    public Receipt Take(Signal signal, WireFormat format, Transport transport, ReadOnlySpan<byte> request)
    {
        using var memory = new DecodedShare(inFlight, options.Value.MaxDecodedBytes);
        var decoding = new Decoding(_limits, memory.Grow);
        var items = signal switch
        {
            Signal.Traces => Take(ReadTraces(format, request, decoding)),
            Signal.Metrics => Take(ReadMetrics(format, request, decoding)),
            _ => Take(ReadLogs(format, request, decoding)),
        };
        metrics.Received(signal, transport, items);
        metrics.Invalid(signal, decoding.Invalid);
        metrics.Trimmed(signal, "text", decoding.CutTexts);
        metrics.Trimmed(signal, "attribute", decoding.LeftOutAttributes);
        return decoding.Invalid == 0 ? new(0, "") : new(decoding.Invalid, WhatIsInvalid(signal, decoding.Invalid));
    }

    private int Take(TracesData traces)
    {
        if (traces.Count > 0)
            Offer(Signal.Traces, traces.Count, consumer => consumer.Take(traces));
        return traces.Count;
    }

    private int Take(MetricsData points)
    {
        if (points.Count > 0)
            Offer(Signal.Metrics, points.Count, consumer => consumer.Take(points));
        return points.Count;
    }

    private int Take(LogsData records)
    {
        if (records.Count > 0)
            Offer(Signal.Logs, records.Count, consumer => consumer.Take(records));
        return records.Count;
    }

    private void Offer(Signal signal, int items, Func<ITelemetryConsumer, int> take)
    {
        foreach (var consumer in _consumers)
        {
            try
            {
                metrics.Dropped(signal, consumer.Name, take(consumer));
            }
            catch (Exception e)
            {
                // The others shall have it all the same, and the sender is not to blame.
                metrics.Dropped(signal, consumer.Name, items);
                Log.ConsumerFailed(log, e, consumer.Name);
            }
        }
    }

    private static TracesData ReadTraces(WireFormat format, ReadOnlySpan<byte> request, Decoding decoding) =>
        format == WireFormat.Json ? OtlpJson.Read(request, decoding).Traces : OtlpProtobuf.ReadTraces(request, decoding);

    private static MetricsData ReadMetrics(WireFormat format, ReadOnlySpan<byte> request, Decoding decoding) =>
        format == WireFormat.Json ? OtlpJson.Read(request, decoding).Metrics : OtlpProtobuf.ReadMetrics(request, decoding);

    private static LogsData ReadLogs(WireFormat format, ReadOnlySpan<byte> request, Decoding decoding) =>
        format == WireFormat.Json ? OtlpJson.Read(request, decoding).Logs : OtlpProtobuf.ReadLogs(request, decoding);

    private static string WhatIsInvalid(Signal signal, int items) => signal == Signal.Traces
        ? $"{items} spans have no valid trace id (16 bytes) and span id (8 bytes), not all zero."
        : $"{items} histogram points do not have one more bucket than bounds.";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The consumer {Consumer} failed; what it should have taken counts as dropped")]
        public static partial void ConsumerFailed(ILogger log, Exception exception, string consumer);
    }
}
