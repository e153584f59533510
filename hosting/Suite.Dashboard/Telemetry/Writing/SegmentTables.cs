using Microsoft.Data.Sqlite;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>The tables of segments, one a signal, each with its open tail.</summary>
internal sealed class SegmentTables : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly List<Statement> _statements = [];

    public SegmentTables(SqliteConnection connection, TimeProvider clock)
    {
        _clock = clock;
        var (spans, logs, points) = (
            Prepare(connection, TelemetrySql.InsertSpans), Prepare(connection, TelemetrySql.InsertLogs), Prepare(connection, TelemetrySql.InsertPoints));
        Spans = new(Next(connection, TelemetrySql.NextSpan), (first, rows) => Write(spans, first, rows), Drop(connection, TelemetrySql.DropSpans));
        Logs = new(Next(connection, TelemetrySql.NextLog), (first, rows) => Write(logs, first, rows), Drop(connection, TelemetrySql.DropLogs));
        Points = new(Next(connection, TelemetrySql.NextPoint), (first, rows) => Write(points, first, rows), Drop(connection, TelemetrySql.DropPoints));
    }

    public Tail<SpanRow> Spans { get; }

    public Tail<LogRow> Logs { get; }

    public Tail<PointRow> Points { get; }

    public void Dispose() => _statements.ForEach(statement => statement.Dispose());

    private void Write(Statement insert, long first, IReadOnlyList<SpanRow> rows)
    {
        var segment = SpanSegment.Of(rows);
        var (start, finish) = Bounds(rows, row => row.Span.StartNanos, row => row.Span.EndNanos);
        insert.Run(
            first, rows.Count, start, finish, Now(),
            segment.Head, segment.Ids, segment.Body, segment.Terms, segment.Details);
    }

    private void Write(Statement insert, long first, IReadOnlyList<LogRow> rows)
    {
        var segment = LogSegment.Of(rows);
        var (start, finish) = Bounds(rows, row => row.TimeNanos, row => row.TimeNanos);
        insert.Run(
            first, rows.Count, start, finish, Now(),
            segment.Head, segment.Ids, segment.Body, segment.Terms);
    }

    private void Write(Statement insert, long first, IReadOnlyList<PointRow> rows)
    {
        var segment = PointSegment.Of(rows);
        var (start, finish) = Bounds(rows, row => row.Point.TimeNanos, row => row.Point.TimeNanos);
        insert.Run(first, rows.Count, start, finish, Now(), segment.Head, segment.Details);
    }

    // A time that was never set, or set to the last there is, must not stretch the range of all others to 1970 or 2262.
    private static (long Start, long Finish) Bounds<TRow>(IReadOnlyList<TRow> rows, Func<TRow, long> start, Func<TRow, long> finish)
    {
        var (first, last) = (long.MaxValue, 0L);
        foreach (var row in rows)
        {
            Take(start(row));
            Take(finish(row));
        }
        return first <= last ? (first, last) : (rows.Min(start), rows.Max(finish));

        void Take(long time)
        {
            if (time is > 0 and < long.MaxValue)
                (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }
    }

    private long Now() => Nanos.Of(_clock.GetUtcNow());

    private static long Next(SqliteConnection connection, string sql)
    {
        using var next = new Statement(connection, sql);
        return next.Number();
    }

    private Action<long> Drop(SqliteConnection connection, string sql)
    {
        var drop = Prepare(connection, sql);
        return first => drop.Run(first);
    }

    private Statement Prepare(SqliteConnection connection, string sql)
    {
        var statement = new Statement(connection, sql);
        _statements.Add(statement);
        return statement;
    }
}
