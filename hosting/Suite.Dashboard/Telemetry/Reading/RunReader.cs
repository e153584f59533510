using Microsoft.Data.Sqlite;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>A source as the run's file knows it, with what it has sent.</summary>
internal sealed record SourceRow(int Number, Source Source, long LastSeen, long Spans, long Logs, long Points);

/// <summary>
/// Answers one question about one run, from one moment's state of its file: what is written meanwhile is not seen, and nothing
/// that is written waits.
/// </summary>
internal sealed class RunReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    public RunReader(string path)
    {
        _connection = Connections.OpenToRead(path);
        try
        {
            _connection.Run("begin");
            CheckVersion();
            Sources = ReadSources();
            Scopes = ReadScopes();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>By number; numbers begin at 1 and have no gaps.</summary>
    public IReadOnlyList<SourceRow> Sources { get; }

    public IReadOnlyList<Scope> Scopes { get; }

    public Source Source(int number) => Sources[number - 1].Source;

    public Scope Scope(int number) => Scopes[number - 1];

    public SpanSegments SpansInTime(long from, long to) => new(Read(TelemetrySql.SpansInTime, from, to));

    public SpanSegments NewestSpansInTime(long from, long to) => new(Read(TelemetrySql.NewestSpansInTime, from, to));

    /// <summary>Segments that hold any of these positions.</summary>
    public SpanSegments SpansInOrder(long first, long last) => new(Read(TelemetrySql.SpansInOrder, first, last));

    /// <summary>The newest first.</summary>
    public LogSegments LogsInTime(long from, long to) => new(Read(TelemetrySql.LogsInTime, from, to));

    public LogSegments LogsInOrder(long first, long last) => new(Read(TelemetrySql.LogsInOrder, first, last));

    public PointSegments PointsInTime(long from, long to) => new(Read(TelemetrySql.PointsInTime, from, to));

    /// <summary>The position of the newest log; 0 when there is none.</summary>
    public long LastLog() => Last(TelemetrySql.NextLog);

    /// <summary>The position of the newest span; 0 when there is none.</summary>
    public long LastSpan() => Last(TelemetrySql.NextSpan);

    /// <summary>To be disposed of before the same is asked again.</summary>
    public SqliteDataReader Read(string sql, params ReadOnlySpan<object> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new(_connection, sql);
        return statement.Read(values);
    }

    /// <summary>The run's own times: from its first to its last moment.</summary>
    public (long From, long To) Bounds()
    {
        using var row = Read(TelemetrySql.Bounds);
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private void CheckVersion()
    {
        using var version = Read(TelemetrySql.FileVersion);
        version.Read();
        if (version.GetInt64(0) != TelemetrySql.Version)
            throw Problems.RunDamaged.ToException("This run was written by another version of the dashboard.");
    }

    private long Last(string next)
    {
        using var row = Read(next);
        row.Read();
        return row.GetInt64(0) - 1;
    }

    private List<SourceRow> ReadSources()
    {
        var sources = new List<SourceRow>();
        using var row = Read(TelemetrySql.Sources);
        while (row.Read())
        {
            sources.Add(new(
                row.GetInt32(0), new Source(Values.Attributes(row.GetString(3))),
                row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)));
        }
        return sources;
    }

    private List<Scope> ReadScopes()
    {
        var scopes = new List<Scope>();
        using var row = Read(TelemetrySql.Scopes);
        while (row.Read())
            scopes.Add(new(row.GetString(1), row.GetString(2), Values.Attributes(row.GetString(3))));
        return scopes;
    }
}
