using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>An instrument of one source.</summary>
internal sealed record InstrumentRow(
    int Number, int Source, int Scope, string Name, string Description, string Unit, MetricKind Kind, Temporality Temporality, bool IsMonotonic)
{
    /// <summary>counter: never falls, and is shown as a rate.</summary>
    public string KindWord => Kind switch
    {
        MetricKind.Gauge => "gauge",
        MetricKind.Sum => IsMonotonic ? "counter" : "sum",
        MetricKind.Histogram => "histogram",
        MetricKind.ExponentialHistogram => "exponentialHistogram",
        _ => "summary",
    };

    /// <summary>Each point is what was recorded since the one before.</summary>
    public bool IsDelta => Temporality == Temporality.Delta;

    /// <summary>Points only rise; a fall means that the sender began anew.</summary>
    public bool IsCumulative => !IsDelta && (Kind is not (MetricKind.Gauge or MetricKind.Sum) || IsMonotonic);

    public static List<InstrumentRow> All(RunReader run)
    {
        var all = new List<InstrumentRow>();
        using var row = run.Read(TelemetrySql.Instruments);
        while (row.Read())
        {
            all.Add(new(
                row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5),
                (MetricKind)row.GetInt32(6), (Temporality)row.GetInt32(7), row.GetInt32(8) == 1));
        }
        return all;
    }

    public List<SeriesRow> Series(RunReader run)
    {
        var series = new List<SeriesRow>();
        using var row = run.Read(TelemetrySql.SeriesOfInstrument, Number);
        while (row.Read())
            series.Add(new(row.GetInt32(0), this, Values.Attributes(row.GetString(2))));
        return series;
    }
}

/// <summary>An instrument with one set of attributes.</summary>
internal sealed record SeriesRow(int Number, InstrumentRow Instrument, KeyValue[] Attributes);
