using Npgsql;

namespace Suite.Backend;

/// <summary>
/// The plain environment variables that the published systems are run with. Our own settings, where given, win.
/// </summary>
internal static class HostVariables
{
    private const string Database = "ConnectionStrings:suitedb";
    private const string Urls = "urls";

    public static void Apply(ConfigurationManager configuration)
    {
        if (configuration["DATABASE_URL"] is { Length: > 0 } url && string.IsNullOrEmpty(configuration[Database]))
            configuration[Database] = ConnectionString(url);
        if (configuration["PORT"] is { Length: > 0 } port && string.IsNullOrEmpty(configuration[Urls]))
            configuration[Urls] = $"http://*:{Port(port)}";
    }

    /// <summary>Npgsql's form of <c>postgres://user:password@host:port/database?sslmode=require</c>.</summary>
    /// <exception cref="InvalidOperationException">Another scheme, or no host or database; the password is not repeated.</exception>
    internal static string ConnectionString(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("postgres" or "postgresql") || uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
            throw new InvalidOperationException("DATABASE_URL must be postgres://user:password@host:port/database.");
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (user.Length == 2)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Apply(settings, pair.Split('=', 2));
        return settings.ConnectionString;
    }

    private static void Apply(NpgsqlConnectionStringBuilder settings, string[] pair)
    {
        // libpq's sslmode is the one parameter that other programs' addresses usually carry; "verify-full" is "VerifyFull".
        if (pair is ["sslmode", var mode] && Enum.TryParse<SslMode>(mode.Replace("-", ""), ignoreCase: true, out var parsed))
            settings.SslMode = parsed;
    }

    private static int Port(string port) => int.TryParse(port, out var number) && number is > 0 and < 65_536
        ? number
        : throw new InvalidOperationException($"PORT must be a number from 1 to 65535, not \"{port}\".");
}
