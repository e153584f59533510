using System.Globalization;
using Microsoft.Data.Sqlite;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>How much of a batch came on disk; what was refused is of sources, scopes, instruments or series beyond the limits.</summary>
internal readonly record struct Written(int Spans, int Logs, int Points, int SpansRefused, int LogsRefused, int PointsRefused);

/// <summary>
/// Writes one run's file. For one thread. After an exception it must be disposed of: memory may then be ahead of the file,
/// which a new writer reads afresh.
/// </summary>
internal sealed class RunWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;
    private readonly int _maxSeries;
    private readonly Register _register;
    private readonly TraceBook _traces;
    private readonly SegmentTables _segments;
    private readonly Statement _countSource, _updateRun;
    private readonly Dictionary<int, (int Spans, int Logs, int Points)> _bySource = [];
    private long _spans, _logs, _points;

    private RunWriter(SqliteConnection connection, TimeProvider clock, int maxSeries)
    {
        (_connection, _clock, _maxSeries) = (connection, clock, maxSeries);
        _register = new(connection);
        _traces = new(connection);
        _segments = new(connection, clock);
        _countSource = new(connection, TelemetrySql.CountSource);
        _updateRun = new(connection, TelemetrySql.UpdateRun);
        using var run = new Statement(connection, TelemetrySql.Run);
        using var row = run.Read();
        row.Read();
        (_spans, _logs, _points) = (row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
    }

    public static RunWriter Create(string path, string name, bool imported, TimeProvider clock, int maxSeries)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connections.OpenToWrite(path);
            connection.Run("begin immediate");
            connection.Run(TelemetrySql.Schema);
            connection.Run(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {TelemetrySql.Version}"));
            using (var insert = new Statement(connection, TelemetrySql.InsertRun))
                insert.Run(name, imported ? 1 : 0, Nanos.Of(clock.GetUtcNow()));
            connection.Run("commit");
            return new(connection, clock, maxSeries);
        }
        catch
        {
            connection?.Dispose();
            // A file without its tables would be taken for a run, and nothing could ever be written to it.
            RunFolder.Delete(path);
            throw;
        }
    }

    /// <summary>Goes on with a file of <see cref="Create"/>.</summary>
    public static RunWriter Open(string path, TimeProvider clock, int maxSeries)
    {
        var connection = Connections.OpenToWrite(path);
        try
        {
            return new(connection, clock, maxSeries);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All or, when it throws, nothing.</summary>
    public Written Write(Batch batch)
    {
        var now = Nanos.Of(_clock.GetUtcNow());
        _connection.Run("begin immediate");
        var (spans, spansRefused) = WriteSpans(batch.Traces, now);
        var (logs, logsRefused) = WriteLogs(batch.Logs, now);
        var (points, pointsRefused) = WritePoints(batch.Metrics, now);
        _traces.Write();
        foreach (var (source, counts) in _bySource)
            _countSource.Run(source, now, counts.Spans, counts.Logs, counts.Points);
        _bySource.Clear();
        _updateRun.Run(now, _spans += spans, _logs += logs, _points += points);
        _connection.Run("commit");
        return new(spans, logs, points, spansRefused, logsRefused, pointsRefused);
    }

    public Retention Retention() => new(_connection, _clock);

    public void Dispose()
    {
        _register.Dispose();
        _traces.Dispose();
        _segments.Dispose();
        _countSource.Dispose();
        _updateRun.Dispose();
        _connection.Dispose();
    }

    private (int Written, int Refused) WriteSpans(List<TracesData> all, long now)
    {
        var rows = new List<SpanRow>();
        var refused = 0;
        foreach (var group in all.SelectMany(data => data.Groups))
        {
            if (_register.Numbers(group.Source, group.Scope, now) is not var (source, scope))
            {
                refused += group.Spans.Length;
                continue;
            }
            var before = rows.Count;
            foreach (var span in group.Spans)
            {
                if (_traces.Add(span, source, _segments.Spans.Next + rows.Count) is { } trace)
                    rows.Add(new(source, scope, trace, span));
            }
            Count(source, spans: rows.Count - before);
        }
        var written = rows.Count;
        _segments.Spans.Add(rows);
        return (written, refused);
    }

    private (int Written, int Refused) WriteLogs(List<LogsData> all, long now)
    {
        var rows = new List<LogRow>();
        var refused = 0;
        foreach (var group in all.SelectMany(data => data.Groups))
        {
            if (_register.Numbers(group.Source, group.Scope, now) is not var (source, scope))
            {
                refused += group.Records.Length;
                continue;
            }
            foreach (var record in group.Records)
                rows.Add(new(source, scope, TimeOf(record, now), record));
            Count(source, logs: group.Records.Length);
        }
        var written = rows.Count;
        _segments.Logs.Add(rows);
        return (written, refused);
    }

    private (int Written, int Refused) WritePoints(List<MetricsData> all, long now)
    {
        var rows = new List<PointRow>();
        var refused = 0;
        foreach (var group in all.SelectMany(data => data.Groups))
        {
            if (_register.Numbers(group.Source, group.Scope, now) is not var (source, scope))
            {
                refused += group.Metrics.Sum(metric => metric.Points.Length);
                continue;
            }
            var before = rows.Count;
            foreach (var metric in group.Metrics)
            {
                if (_register.Instrument(source, scope, metric) is not { } series)
                {
                    refused += metric.Points.Length;
                    continue;
                }
                foreach (var point in metric.Points)
                {
                    if (_register.Number(series, point.Attributes, _maxSeries) is { } number)
                        rows.Add(new(number, point));
                    else
                        refused++;
                }
            }
            Count(source, points: rows.Count - before);
        }
        var written = rows.Count;
        _segments.Points.Add(rows);
        return (written, refused);
    }

    private static long TimeOf(LogRecord record, long now) =>
        record.TimeNanos != 0 ? record.TimeNanos : record.ObservedNanos != 0 ? record.ObservedNanos : now;

    private void Count(int source, int spans = 0, int logs = 0, int points = 0)
    {
        var so = _bySource.GetValueOrDefault(source);
        _bySource[source] = (so.Spans + spans, so.Logs + logs, so.Points + points);
    }
}
