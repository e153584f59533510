using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Makes telemetry of rows again, segment by segment: an export of any size takes the memory of one segment.</summary>
internal static class OtlpReading
{
    /// <param name="isWanted">By position; null: all that match.</param>
    public static IEnumerable<SpanGroup> Spans(
        RunReader run, SpanSegments segments, SpanMatcher matcher, Func<long, bool>? isWanted = null)
    {
        var traces = new Dictionary<int, TraceId>();
        using (segments)
        {
            while (segments.Next())
            {
                foreach (var group in Groups(run, segments, matcher, isWanted, traces))
                    yield return group;
            }
        }
    }

    public static IEnumerable<LogGroup> Logs(
        RunReader run, LogSegments segments, LogMatcher matcher, Func<long, bool>? isWanted = null)
    {
        using (segments)
        {
            while (segments.Next())
            {
                foreach (var group in Groups(run, segments, matcher, isWanted))
                    yield return group;
            }
        }
    }

    public static IEnumerable<MetricGroup> Points(RunReader run, TelemetryQuestion question, Func<InstrumentRow, bool> isWanted)
    {
        var sources = new SourceChoice(run.Sources, question.Resources);
        var series = InstrumentRow.All(run).Where(one => sources.Has(one.Source) && isWanted(one))
            .SelectMany(one => one.Series(run)).ToDictionary(one => one.Number);
        using var segments = run.PointsInTime(question.From, question.To);
        while (segments.Next())
        {
            foreach (var group in Groups(run, segments, question, series))
                yield return group;
        }
    }

    private static List<SpanGroup> Groups(
        RunReader run, SpanSegments segments, SpanMatcher matcher, Func<long, bool>? isWanted, Dictionary<int, TraceId> traces)
    {
        var chosen = new List<int>();
        matcher.Each(segments, (row, _) => chosen.Add(row));
        chosen.Reverse();
        var head = segments.Head;
        var rows = new SpanRows(segments);
        var spans = new List<Segments.SpanRow>();
        foreach (var row in chosen)
        {
            if (isWanted?.Invoke(segments.First + row) == false)
                continue;
            if (!traces.TryGetValue(head.Traces[row], out var trace))
                traces[head.Traces[row]] = trace = TraceQuery.Record(run, head.Traces[row]).Id;
            spans.Add(rows.Row(row, trace));
        }
        return [.. spans.GroupBy(row => (row.Source, row.Scope))
            .Select(same => new SpanGroup(run.Source(same.Key.Source), run.Scope(same.Key.Scope), [.. same.Select(row => row.Span)]))];
    }

    private static List<LogGroup> Groups(RunReader run, LogSegments segments, LogMatcher matcher, Func<long, bool>? isWanted)
    {
        var chosen = new List<int>();
        matcher.Each(segments, (row, _, _) => chosen.Add(row));
        chosen.Reverse();
        var terms = segments.Terms;
        var logs = new List<Segments.LogRow>();
        foreach (var row in chosen)
        {
            if (isWanted?.Invoke(segments.First + row) != false)
                logs.Add(LogRows.Row(segments, terms, row));
        }
        return [.. logs.GroupBy(row => (row.Source, row.Scope))
            .Select(same => new LogGroup(run.Source(same.Key.Source), run.Scope(same.Key.Scope), [.. same.Select(row => row.Record)]))];
    }

    private static List<MetricGroup> Groups(
        RunReader run, PointSegments segments, TelemetryQuestion question, Dictionary<int, SeriesRow> series)
    {
        var head = segments.Head;
        var details = segments.Details;
        var points = new List<(InstrumentRow Instrument, Point Point)>();
        for (var row = 0; row < segments.Count; row++)
        {
            if (head.Times[row] >= question.From && head.Times[row] <= question.To && series.TryGetValue(head.Series[row], out var one))
                points.Add((one.Instrument, details.Read(row, head, one.Attributes, one.Instrument.Kind)));
        }
        var metrics = points.GroupBy(point => point.Instrument, point => point.Point)
            .Select(same => (Instrument: same.Key, Metric: Metric(same.Key, [.. same])));
        return [.. metrics.GroupBy(metric => (metric.Instrument.Source, metric.Instrument.Scope), metric => metric.Metric)
            .Select(same => new MetricGroup(run.Source(same.Key.Source), run.Scope(same.Key.Scope), [.. same]))];
    }

    private static Metric Metric(InstrumentRow instrument, Point[] points) => new()
    {
        Name = instrument.Name,
        Description = instrument.Description,
        Unit = instrument.Unit,
        Kind = instrument.Kind,
        Temporality = instrument.Temporality,
        IsMonotonic = instrument.IsMonotonic,
        Points = points,
    };
}
