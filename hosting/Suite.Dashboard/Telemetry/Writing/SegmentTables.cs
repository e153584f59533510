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
        insert.Run(
            first, rows.Count, rows.Min(row => row.Span.StartNanos), rows.Max(row => row.Span.EndNanos), Now(),
            segment.Head, segment.Ids, segment.Body, segment.Terms, segment.Details);
    }

    private void Write(Statement insert, long first, IReadOnlyList<LogRow> rows)
    {
        var segment = LogSegment.Of(rows);
        insert.Run(
            first, rows.Count, rows.Min(row => row.TimeNanos), rows.Max(row => row.TimeNanos), Now(),
            segment.Head, segment.Ids, segment.Body, segment.Terms);
    }

    private void Write(Statement insert, long first, IReadOnlyList<PointRow> rows)
    {
        var segment = PointSegment.Of(rows);
        insert.Run(
            first, rows.Count, rows.Min(row => row.Point.TimeNanos), rows.Max(row => row.Point.TimeNanos), Now(), segment.Head, segment.Details);
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
