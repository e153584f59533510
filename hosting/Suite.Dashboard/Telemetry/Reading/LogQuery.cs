using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Finds logs: one pass over the columns of the range counts all that match, and keeps the page's positions.</summary>
internal static class LogQuery
{
    private const int MostSlices = 120;

    public static LogPage Run(RunReader run, LogQuestion question)
    {
        var (from, to) = (question.Common.From, question.Common.To);
        var histogram = new LevelHistogram(from, to, MostSlices);
        var newest = new Newest(question.Common.Limit, question.Common.After);
        Scan(run, question, (time, severity, position) =>
        {
            histogram.Add(time, severity);
            newest.Offer(time, position);
        });
        var (positions, next) = newest.Page();
        return new(LogRows.Views(run, positions), next?.ToString(), histogram.Total, histogram.Slices());
    }

    /// <summary>All that match: their time, severity and position.</summary>
    public static void Scan(RunReader run, LogQuestion question, Action<long, byte, long> found)
    {
        var matcher = new LogMatcher(run, question);
        using var segments = run.LogsInTime(question.Common.From, question.Common.To);
        while (segments.Next())
        {
            var first = segments.First;
            matcher.Each(segments, (row, time, severity) => found(time, severity, first + row));
        }
    }
}
