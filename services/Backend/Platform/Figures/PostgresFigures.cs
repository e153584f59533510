using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>
/// PostgreSQL's own figures, meter <c>Suite.Postgres</c>, so that no exporter is needed. Every replica reports the same: take the
/// greatest.
/// </summary>
internal sealed partial class PostgresFigures
{
    private const string Up = "up";

    private readonly Db _db;
    private readonly ILogger<PostgresFigures> _logger;
    private readonly FigureBoard _board;
    private readonly HashSet<string> _refused = [];

    public PostgresFigures(Db db, IMeterFactory meters, ILogger<PostgresFigures> logger)
    {
        (_db, _logger) = (db, logger);
        _board = new FigureBoard(meters.Create("Suite.Postgres"), "suite.postgres");
        _board.Gauge(Up, "{server}", "1 when the last look was answered.");
        _board.Gauge("uptime", "s", "Since the server started.");
        _board.Gauge("connections", "{connection}", "Clients of our database.", "state");
        _board.Gauge("connections.limit", "{connection}", "How many the server takes.");
        _board.Counter("transactions", "{transaction}", "Transactions that ended.", "outcome");
        _board.Counter("rows", "{row}", "Rows that statements read and wrote.", "operation");
        _board.Counter("blocks", "{block}", "Blocks of 8 kB that were wanted.", "source");
        _board.Counter("temp", "By", "Written to temporary files.");
        _board.Counter("deadlocks", "{deadlock}", "Deadlocks.");
        _board.Counter("conflicts", "{conflict}", "Queries cancelled for recovery.");
        _board.Gauge("locks", "{lock}", "Locks held and waited for.", "mode", "granted");
        _board.Gauge("size", "By", "Our database on disk.");
        _board.Counter("wal", "By", "Write-ahead log made, by the whole server.");
        _board.Counter("checkpoints", "{checkpoint}", "Checkpoints.", "kind");
        _board.Gauge("transaction.longest", "s", "Age of the oldest open transaction.");
        _board.Gauge("queries.slow", "{query}", "Statements that have run for over a second at this moment.");
        _board.Gauge("table.rows", "{row}", "By the server's estimate.", "table", "state");
        _board.Gauge("table.size", "By", "With indexes and long values.", "table");
    }

    public bool Wanted => _board.Wanted;

    public async Task ReadAsync(CancellationToken cancel)
    {
        var figures = new List<Figure>();
        try
        {
            await using var session = await _db.OpenSessionAsync(cancel);
            var connection = session.Connection;
            foreach (var (what, sql) in Statements(connection.PostgreSqlVersion))
                figures.AddRange(await AskAsync(Db.On(connection), what, sql, cancel));
            figures.Add(new Figure(Up, 1));
        }
        catch (Exception failure) when (DatabaseFailure.IsAway(failure))
        {
            // Old figures of a server that is away would look like a server that is well.
            figures = [new Figure(Up, 0)];
        }

        _board.Show(figures);
    }

    private static IEnumerable<(string What, string Sql)> Statements(Version server) =>
    [
        ("activity", PostgresFiguresSql.Activity),
        ("database", PostgresFiguresSql.Database),
        ("size", PostgresFiguresSql.Size),
        ("locks", PostgresFiguresSql.Locks),
        ("write-ahead log", PostgresFiguresSql.Wal),
        ("tables", PostgresFiguresSql.Tables),
        ("checkpoints", server.Major >= 17 ? PostgresCheckpoints.Since17 : PostgresCheckpoints.Until16),
    ];

    private async Task<List<Figure>> AskAsync(ISql sql, string what, string statement, CancellationToken cancel)
    {
        if (_refused.Contains(what))
            return [];
        try
        {
            return await sql.QueryAsync(
                statement, null, row => new Figure(row.GetString(0), row.GetDouble(2), row.GetFieldValue<string[]>(1)), cancel);
        }
        catch (PostgresException failure) when (IsRefusal(failure.SqlState))
        {
            // It would be refused again every time: asked once, said once.
            _refused.Add(what);
            Log.Refused(_logger, what, failure.MessageText);
            return [];
        }
    }

    // No right to it, or no such view, column or function on this server.
    private static bool IsRefusal(string state) => state is
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        or PostgresErrorCodes.UndefinedFunction;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "PostgreSQL does not give its figures of {What} ({Reason}): they are left out until the next start.")]
        public static partial void Refused(ILogger logger, string what, string reason);
    }
}
