using System.Diagnostics.Metrics;

namespace Suite.Platform;

/// <summary>What a server was read to say last, for metrics that are asked for their value. Instruments are <c>prefix.figure</c>.</summary>
internal sealed class FigureBoard(Meter meter, string prefix)
{
    private readonly Dictionary<string, string[]> _labels = [];
    private readonly List<Instrument> _instruments = [];
    private volatile IReadOnlyDictionary<string, Measurement<double>[]> _values = new Dictionary<string, Measurement<double>[]>();

    /// <summary>Whether anybody collects them; reading costs queries.</summary>
    public bool Wanted => _instruments.Exists(instrument => instrument.Enabled);

    public void Gauge(string figure, string unit, string description, params string[] labels)
    {
        _labels.Add(figure, labels);
        _instruments.Add(meter.CreateObservableGauge($"{prefix}.{figure}", () => ValuesOf(figure), unit, description));
    }

    /// <summary>A figure that only grows, for as long as the server runs.</summary>
    public void Counter(string figure, string unit, string description, params string[] labels)
    {
        _labels.Add(figure, labels);
        _instruments.Add(meter.CreateObservableCounter($"{prefix}.{figure}", () => ValuesOf(figure), unit, description));
    }

    /// <summary>Takes the place of everything that was said before: what is not said any more is not reported any more.</summary>
    public void Show(IEnumerable<Figure> figures) => _values = figures
        .GroupBy(figure => figure.Name)
        .ToDictionary(same => same.Key, same => same.Select(figure => MeasurementOf(figure, _labels[same.Key])).ToArray());

    private Measurement<double>[] ValuesOf(string figure) => _values.GetValueOrDefault(figure, []);

    private static Measurement<double> MeasurementOf(Figure figure, string[] labels) => new(
        figure.Value, labels.Zip(figure.Labels, (name, value) => KeyValuePair.Create(name, (object?)value)));
}

/// <summary>One value. <paramref name="Labels"/> are values, in the order in which the figure names them.</summary>
internal sealed record Figure(string Name, double Value, params string[] Labels);
