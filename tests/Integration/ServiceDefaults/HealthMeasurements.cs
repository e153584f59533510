using System.Diagnostics.Metrics;

namespace Suite.Tests.Integration.ServiceDefaults;

/// <summary>What the meter of health says, of every service that runs in the tests' process.</summary>
internal sealed class HealthMeasurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, string? Label, double Value)> _values = [];

    public HealthMeasurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Suite.Health")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _values.Add((instrument.Name, tags.Length > 0 ? tags[0].Value as string : null, value)));
        _listener.Start();
    }

    public IReadOnlyList<(string Instrument, string? Label, double Value)> Read()
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
        return [.. _values];
    }

    public void Dispose() => _listener.Dispose();
}
