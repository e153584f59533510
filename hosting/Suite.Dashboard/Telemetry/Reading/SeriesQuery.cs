using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <param name="StepNanos">Null: a round one that gives about 300 points.</param>
internal sealed record SeriesQuestion(TelemetryQuestion Common, string Meter, string Name, long? StepNanos);

/// <summary>The points of one instrument, in steps.</summary>
internal static class SeriesQuery
{
    public const int MostSeries = 200;
    public const int MostSteps = 2000;

    private const int UsualSteps = 300;

    /// <summary>Null when there is no such instrument.</summary>
    public static SeriesSetView? Run(RunReader run, SeriesQuestion question)
    {
        var common = question.Common;
        var chosen = new SourceChoice(run.Sources, common.Resources);
        var instruments = InstrumentRow.All(run)
            .Where(one => one.Name == question.Name && run.Scope(one.Scope).Name == question.Meter && chosen.Has(one.Source))
            .ToList();
        if (instruments.Count == 0)
            return null;
        var severalInstances = instruments.DistinctBy(one => one.Source).Count() > 1;
        var all = instruments.SelectMany(one => one.Series(run)).Select(one => severalInstances ? WithInstance(run, one) : one).ToList();
        var passing = Heard(run, common, all.Where(one => common.Where.All(condition => Meets(condition, one.Attributes))).ToList());

        var step = question.StepNanos ?? Steps.Of(common.From, common.To, UsualSteps);
        var lines = passing.Take(MostSeries).ToDictionary(one => one.Number, one => new SeriesLine(one, common.From, step));
        var exemplars = new ExemplarShelf(common.From, common.To);
        Read(run, common, step, lines, exemplars);
        var shown = lines.Values.Where(line => !line.IsEmpty).ToList();
        return new(
            question.Name, instruments[^1].Unit, instruments[^1].KindWord, step / 1_000_000, Dimensions(all),
            [.. shown.Select(line => line.View())], exemplars.Views(), passing.Count > MostSeries || exemplars.HasLeftOut);
    }

    // Those of processes that are long gone must not take the place of what is there now.
    private static List<SeriesRow> Heard(RunReader run, TelemetryQuestion question, List<SeriesRow> series)
    {
        if (series.Count <= MostSeries)
            return series;
        var heard = new HashSet<int>();
        using var segments = run.PointsInTime(question.From, question.To);
        while (segments.Next())
        {
            foreach (var number in segments.Head.Series)
                heard.Add(number);
        }
        return series.FindAll(one => heard.Contains(one.Number));
    }

    private static void Read(
        RunReader run, TelemetryQuestion question, long step, Dictionary<int, SeriesLine> lines, ExemplarShelf exemplars)
    {
        // What a counter was before the range tells how much it grew in the first step.
        using var segments = run.PointsInTime(question.From - Math.Max(step, SeriesLine.LookBack), question.To);
        while (segments.Next())
        {
            var head = segments.Head;
            var details = segments.Details;
            foreach (var (number, line) in lines)
            {
                var (from, to) = head.RowsOf(number);
                for (var row = from; row < to; row++)
                {
                    if (head.Times[row] > question.To || (row + 1 < to && line.IsCovered(head, row)))
                        continue;
                    var point = details.Read(row, head, line.Series.Attributes, line.Series.Instrument.Kind);
                    line.Add(point);
                    foreach (var exemplar in point.Exemplars)
                        exemplars.Add(exemplar);
                }
            }
        }
    }

    private static SeriesRow WithInstance(RunReader run, SeriesRow series) => series with
    {
        Attributes = [.. series.Attributes, new("service.instance.id", AnyValue.Of(run.Source(series.Instrument.Source).Instance))],
    };

    private static Dictionary<string, IReadOnlyList<string>> Dimensions(List<SeriesRow> series) => series
        .SelectMany(one => one.Attributes)
        .GroupBy(attribute => attribute.Key, attribute => attribute.Value.ToString())
        .ToDictionary(
            same => same.Key, same => (IReadOnlyList<string>)[.. same.Distinct().Order(StringComparer.Ordinal).Take(MostSeries)]);

    private static bool Meets(Condition condition, KeyValue[] attributes)
    {
        var value = attributes.Where(attribute => attribute.Key == condition.Key).Select(attribute => attribute.Value.ToString()).FirstOrDefault();
        return condition.Comparison switch
        {
            Comparison.Equal => value == condition.Value,
            Comparison.NotEqual => value != condition.Value,
            _ => value?.Contains(condition.Value, StringComparison.OrdinalIgnoreCase) == true,
        };
    }
}
