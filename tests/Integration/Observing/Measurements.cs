using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Suite.Tests.Integration.Observing;

/// <summary>What instruments of a meter have measured: of one host when its factory is given, else of the process.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<Measured> _all = [];
    private readonly MeterListener _listener = new();

    public Measurements(string meter, IMeterFactory? scope = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && (scope is null || instrument.Meter.Scope == scope))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Measured> Of(string instrument) => [.. _all.Where(measured => measured.Instrument == instrument)];

    /// <summary>The sum of an instrument's measurements with these tags.</summary>
    public double Sum(string instrument, params (string Name, string Value)[] tags) =>
        Of(instrument).Where(measured => tags.All(tag => measured.Tags.GetValueOrDefault(tag.Name) == tag.Value)).Sum(measured => measured.Value);

    /// <summary>Asks the instruments that only answer when asked, anew.</summary>
    public void Ask()
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _all.Enqueue(
        new Measured(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value?.ToString())));
}

internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string?> Tags);
