using SQLitePCL;
using Suite.Dashboard.Telemetry.Views;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.Telemetry.Reading;

internal enum TraceOrder
{
    Time,
    Duration,
}

/// <param name="LeastNanos">Of the whole trace.</param>
internal sealed record TraceQuestion(
    TelemetryQuestion Common, long LeastNanos = 0, long MostNanos = long.MaxValue, bool ErrorsOnly = false, TraceOrder Order = TraceOrder.Time);

/// <summary>Lists traces from their summaries; spans are looked at only for a text or a condition.</summary>
internal static class TraceQuery
{
    // Spans of a trace that began in the range may begin after it.
    private const long SpansLater = 3600L * 1_000_000_000;

    public static TracePage Run(RunReader run, TraceQuestion question)
    {
        var common = question.Common;
        var scatter = new Scatter(common.From, common.To);
        var newest = new Newest(common.Limit, common.After);
        var total = 0L;
        Scan(run, question, head =>
        {
            total++;
            scatter.Add(head);
            newest.Offer(question.Order == TraceOrder.Duration ? head.Duration : head.Start, head.Number);
        });
        var (numbers, next) = newest.Page();
        return new([.. numbers.Select(number => Summary(run, number))], next?.ToString(), total, scatter.Points(run));
    }

    public static TraceRecord Record(RunReader run, long number)
    {
        using var row = run.Read(TelemetrySql.TraceByNumber, number);
        return row.Read() ? TraceRecord.Read(row) : throw new InvalidDataException($"There is no trace {number}.");
    }

    public static IReadOnlyList<ResourceShare> Shares(RunReader run, TraceRecord trace) =>
    [
        .. trace.Shares.GroupBy(share => run.Source(share.Source).Service)
            .Select(same => new ResourceShare(same.Key, same.Sum(share => share.Spans)))
            .OrderByDescending(share => share.Spans),
    ];

    public static void Scan(RunReader run, TraceQuestion question, Action<TraceHead> found)
    {
        var common = question.Common;
        var passing = WithSpansThatPass(run, common);
        var sources = new SourceChoice(run.Sources, common.Resources);
        string[] shares = [.. sources.Numbers.Select(source => $",{source}:")];
        using var row = run.Read(
            sources.IsAll ? TelemetrySql.TraceHeads : TelemetrySql.TraceHeadsWithShares,
            common.From, common.To, question.LeastNanos, question.MostNanos, question.ErrorsOnly ? 1 : 0);
        while (row.Read())
        {
            // Not the reader's own getters: there may be a million rows.
            var statement = row.Handle!;
            var number = (int)raw.sqlite3_column_int64(statement, 0);
            if (passing is not null && !passing.Has(number))
                continue;
            if (!sources.IsAll && !HasAny(row.GetString(4), shares))
                continue;
            found(new(number, raw.sqlite3_column_int64(statement, 1), raw.sqlite3_column_int64(statement, 2), raw.sqlite3_column_int64(statement, 3) > 0));
        }
    }

    private static TraceSummary Summary(RunReader run, long number)
    {
        var trace = Record(run, number);
        return new(
            trace.Id.ToString(), trace.Name, run.Source(trace.Source).Service, Nanos.Text(trace.Start),
            (trace.Finish - trace.Start) / 1e6, trace.Spans, trace.Errors, Shares(run, trace), !trace.HasRoot);
    }

    private static bool HasAny(string text, string[] parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static NumberSet? WithSpansThatPass(RunReader run, TelemetryQuestion question)
    {
        var filter = new SpanFilter(run, question);
        if (filter.IsEmpty)
            return null;
        var traces = new NumberSet();
        using var segments = run.SpansInTime(question.From, question.To > long.MaxValue - SpansLater ? question.To : question.To + SpansLater);
        while (segments.Next())
        {
            if (!filter.Look(segments.Terms))
                continue;
            var head = segments.Head;
            var body = segments.Body;
            for (var row = 0; row < segments.Count; row++)
            {
                if (!traces.Has(head.Traces[row]) && filter.Passes(row, head, body))
                    traces.Add(head.Traces[row]);
            }
        }
        return traces;
    }
}

/// <summary>What a trace is listed by.</summary>
internal readonly record struct TraceHead(int Number, long Start, long Duration, bool Failed);
