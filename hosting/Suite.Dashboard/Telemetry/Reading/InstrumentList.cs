using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>The instruments of a run. Those of a service's instances are one.</summary>
internal static class InstrumentList
{
    public static IReadOnlyList<InstrumentView> Run(RunReader run, IReadOnlyList<string> resources)
    {
        var chosen = new SourceChoice(run.Sources, resources);
        var series = SeriesByInstrument(run);
        return
        [
            .. InstrumentRow.All(run)
                .Where(instrument => chosen.Has(instrument.Source))
                .GroupBy(instrument => (Service: run.Source(instrument.Source).Service, Meter: run.Scope(instrument.Scope).Name, instrument.Name))
                .OrderBy(same => same.Key)
                .Select(same => View(same.Key.Service, same.Key.Meter, [.. same], series)),
        ];
    }

    private static InstrumentView View(string service, string meter, List<InstrumentRow> same, ILookup<int, string> series)
    {
        var all = same.SelectMany(instrument => series[instrument.Number]).ToList();
        var dimensions = all.SelectMany(attributes => Values.Attributes(attributes).Select(attribute => attribute.Key)).Distinct().Order(StringComparer.Ordinal);
        var one = same[^1];
        return new(service, meter, one.Name, one.Unit, one.Description, one.KindWord, all.Count, [.. dimensions]);
    }

    private static ILookup<int, string> SeriesByInstrument(RunReader run)
    {
        var series = new List<(int Instrument, string Attributes)>();
        using var row = run.Read(TelemetrySql.Series);
        while (row.Read())
            series.Add((row.GetInt32(1), row.GetString(2)));
        return series.ToLookup(one => one.Instrument, one => one.Attributes);
    }
}
