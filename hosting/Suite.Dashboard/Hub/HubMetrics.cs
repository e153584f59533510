using System.Diagnostics.Metrics;

namespace Suite.Dashboard.Hub;

/// <summary>What the hub tells about itself: meter <c>Suite.Otlp</c>.</summary>
internal sealed class HubMetrics
{
    public const string MeterName = "Suite.Otlp";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _received;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _invalid;
    private readonly Counter<long> _trimmed;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _forwarded;

    private readonly Meter _meter;

    public HubMetrics(IMeterFactory meters, InFlight inFlight)
    {
        var meter = _meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("suite.otlp.requests", "{request}", "Requests of senders, by outcome.");
        _received = meter.CreateCounter<long>("suite.otlp.received", "{item}", "Spans, data points and log records that were taken.");
        _refused = meter.CreateCounter<long>("suite.otlp.refused", "{request}", "Requests that were refused as a whole, by reason.");
        _invalid = meter.CreateCounter<long>("suite.otlp.invalid", "{item}", "Items that nobody could use; the rest of their request was taken.");
        _trimmed = meter.CreateCounter<long>("suite.otlp.trimmed", "{value}", "Texts that were cut, attributes that were left out.");
        _dropped = meter.CreateCounter<long>("suite.otlp.dropped", "{item}", "What a consumer had no room for, or could not keep.");
        _forwarded = meter.CreateCounter<long>("suite.otlp.forwarded", "{item}", "Items that another receiver has taken.");
        meter.CreateObservableGauge("suite.otlp.in_flight", () => inFlight.Bytes, "By", "Bodies that are being read and decoded.");
    }

    /// <summary>Tells from now on how much waits for a consumer that has a queue.</summary>
    public void Watch(string consumer, Func<Signal, long> waiting) => _meter.CreateObservableGauge(
        "suite.otlp.queue.items",
        () => Enum.GetValues<Signal>().Select(signal =>
            new Measurement<long>(waiting(signal), Tag("signal", Name(signal)), Tag("consumer", consumer))),
        "{item}", "Waiting for a consumer.");

    public void Answered(Signal signal, Transport transport, string outcome) =>
        _requests.Add(1, Tag("signal", Name(signal)), Tag("transport", Name(transport)), Tag("outcome", outcome));

    public void Received(Signal signal, Transport transport, int items) =>
        _received.Add(items, Tag("signal", Name(signal)), Tag("transport", Name(transport)));

    public void Refused(Signal signal, Refusal reason) => _refused.Add(1, Tag("signal", Name(signal)), Tag("reason", Name(reason)));

    public void Invalid(Signal signal, int items)
    {
        if (items > 0)
            _invalid.Add(items, Tag("signal", Name(signal)));
    }

    public void Trimmed(Signal signal, string what, int values)
    {
        if (values > 0)
            _trimmed.Add(values, Tag("signal", Name(signal)), Tag("what", what));
    }

    public void Dropped(Signal signal, string consumer, int items)
    {
        if (items > 0)
            _dropped.Add(items, Tag("signal", Name(signal)), Tag("consumer", consumer));
    }

    public void Forwarded(Signal signal, int items) => _forwarded.Add(items, Tag("signal", Name(signal)));

    public static string Name(Signal signal) => signal switch
    {
        Signal.Traces => "traces",
        Signal.Metrics => "metrics",
        _ => "logs",
    };

    public static string Name(Refusal reason) => reason switch
    {
        Refusal.Key => "key",
        Refusal.Size => "size",
        Refusal.Type => "type",
        Refusal.Format => "format",
        Refusal.Loop => "loop",
        _ => "memory",
    };

    private static string Name(Transport transport) => transport == Transport.Grpc ? "grpc" : "http";

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
