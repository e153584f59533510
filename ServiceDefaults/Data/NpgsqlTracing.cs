using System.Diagnostics;
using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>How the driver's spans look, whichever client makes the connection.</summary>
internal static class NpgsqlTracing
{
    /// <param name="source">Of whose statements.</param>
    /// <param name="nameOf">The name of a statement's text; null when it has none. The values of parameters are never told.</param>
    public static void Configure(NpgsqlDataSourceBuilder source, Func<string, string?> nameOf) => source.ConfigureTracing(tracing => tracing
        // Background loops ask several times a second on behalf of nobody: how often and how long is in the metrics.
        // A commit has a span of ours: the driver's own is nameless and ends only when the connection is used again.
        .ConfigureCommandFilter(_ => Activity.Current is { Recorded: true } waiting && waiting.Source.Name != DatabaseCall.Name)
        .ConfigureBatchFilter(_ => Activity.Current is { Recorded: true })
        .ConfigureCommandSpanNameProvider(command => nameOf(command.CommandText) ?? FirstWord(command.CommandText))
        .ConfigureCommandEnrichmentCallback((span, _) => span.SetTag("db.query.summary", span.DisplayName))
        .EnableFirstResponseEvent(false)
        .EnablePhysicalOpenTracing(false));

    // What the driver sends by itself: commit, rollback, discard.
    private static string FirstWord(string sql)
    {
        var end = sql.AsSpan().IndexOfAny(' ', '\n', ';');
        return (end < 0 ? sql : sql[..end]).ToLowerInvariant();
    }
}
