using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>How the suite connects to PostgreSQL, whichever client makes the connection.</summary>
internal static class NpgsqlDefaults
{
    /// <summary>Our settings wherever the connection string has none of its own.</summary>
    public static string Apply(string connectionString, string applicationName)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        void Default(string key, object value)
        {
            if (!settings.ShouldSerialize(key))
                settings[key] = value;
        }

        Default("Application Name", applicationName);
        // Two replicas together stay below the server's usual 100 connections.
        Default("Maximum Pool Size", 40);
        // Statements are few and constant: every one that is seen twice stays prepared.
        Default("Max Auto Prepare", 200);
        Default("Auto Prepare Min Usages", 2);
        // A reset before each use would cost about as much as a small statement. Nobody leaves anything in a pooled session: see OwnSession.
        Default("No Reset On Close", true);
        // A statement that writes JSON itself writes times by this, and the suite's are UTC, wherever the server stands.
        Default("Timezone", "UTC");
        // Short, so that a database that is away is an answer (503) and not a hang.
        Default("Timeout", 5);
        // A peer that vanished is noticed within a minute, also by whoever only listens. The driver's own way, Keepalive, asks the
        // server something and throws within itself each time.
        Default("Tcp Keepalive", true);
        // In seconds.
        Default("Tcp Keepalive Time", 15);
        Default("Tcp Keepalive Interval", 5);
        return settings.ConnectionString;
    }
}
