using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>One trace with its spans as a tree and its logs.</summary>
internal static class TraceDetails
{
    /// <summary>More are not drawn; the answer says so.</summary>
    public const int MostSpans = 10_000;

    private const int MostLogs = 1000;
    private const long LogsAround = 60L * 1_000_000_000;

    /// <summary>Null when the run has no span of it.</summary>
    public static TraceView? Run(RunReader run, TraceId id)
    {
        if (Find(run, id) is not { } trace)
            return null;
        var tree = SpanTree.Of(SpanRows.OfTrace(run, trace));
        if (tree.Count == 0)
            return null;
        var logs = Logs(run, trace);
        var logsOf = logs.Where(log => log.SpanId is not null).CountBy(log => log.SpanId!).ToDictionary();
        var start = tree.Min(node => node.Start);
        var root = tree.FirstOrDefault(node => node.Row.Span.ParentId.IsEmpty);
        return new(
            id.ToString(), (root ?? tree.MinBy(node => node.Start)!).Row.Span.Name, Nanos.Text(start),
            (tree.Max(node => node.Start + node.Duration) - start) / 1000, root is null, tree.Count > MostSpans, tree.Count,
            Shares(run, tree), [.. tree.Take(MostSpans).Select(node => Span(run, node, start, logsOf))], logs);
    }

    public static Writing.TraceRecord? Find(RunReader run, TraceId id)
    {
        using var row = run.Read(TelemetrySql.TraceById, Writing.TraceBook.Bytes(id));
        return row.Read() ? Writing.TraceRecord.Read(row) : null;
    }

    private static SpanView Span(RunReader run, SpanNode node, long start, Dictionary<string, int> logsOf)
    {
        var span = node.Row.Span;
        var source = run.Source(node.Row.Source);
        var id = span.SpanId.ToString();
        return new(
            id, span.ParentId.IsEmpty ? null : span.ParentId.ToString(), node.Depth, span.Name, SpanWords.Of(span.Kind),
            SpanWords.Of(span.Status), span.StatusMessage, source.Service, source.Instance, run.Scope(node.Row.Scope).Name,
            Nanos.Text(span.StartNanos), (node.Start - start) / 1e3, node.Duration / 1e3, node.Skew / 1e3,
            Values.Shown(span.Attributes),
            [.. span.Events.Select(happened => new SpanEventView(
                (happened.TimeNanos + node.Skew - start) / 1e3, happened.Name, Values.Shown(happened.Attributes)))],
            [.. span.Links.Select(link => new SpanLinkView(link.TraceId.ToString(), link.SpanId.ToString(), Values.Shown(link.Attributes)))],
            logsOf.GetValueOrDefault(id));
    }

    private static IReadOnlyList<LogView> Logs(RunReader run, Writing.TraceRecord trace)
    {
        var positions = new List<(long Time, long Position)>();
        var around = new TelemetryQuestion { From = trace.Start - LogsAround, To = trace.Finish + LogsAround };
        LogQuery.Scan(run, new(around, Trace: trace.Id), (time, _, position) => positions.Add((time, position)));
        return LogRows.Views(run, [.. positions.Order().Take(MostLogs).Select(log => log.Position)]);
    }

    private static IReadOnlyList<ResourceShare> Shares(RunReader run, List<SpanNode> tree) =>
    [
        .. tree.CountBy(node => run.Source(node.Row.Source).Service)
            .Select(share => new ResourceShare(share.Key, share.Value))
            .OrderByDescending(share => share.Spans),
    ];
}
