using System.Net.Sockets;
using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>Tells a database that is away from a statement that is wrong.</summary>
public static class DatabaseFailure
{
    /// <summary>
    /// Whether the failure says that the database cannot be reached now, restarts, or takes no more connections: try
    /// again later. Looks into inner exceptions.
    /// </summary>
    public static bool IsAway(Exception? exception) => exception switch
    {
        null => false,
        PostgresException postgres => IsAwayState(postgres.SqlState),
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        NpgsqlException { IsTransient: true } => true,
        AggregateException several => several.InnerExceptions.Any(IsAway),
        _ => IsAway(exception.InnerException),
    };

    // Class 08 is about connections; 57P0x: shut down, crashed, starting up; 53300: too many connections.
    private static bool IsAwayState(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state is "57P01" or "57P02" or "57P03" or "53300";
}
