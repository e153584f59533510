using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.SignIn;

/// <summary>
/// Sessions of the dashboard alone, for a run whose backend never came up: without them nobody could look why. Opened only
/// by the run's sign-in token and kept in memory.
/// </summary>
internal sealed class LocalSessions(IOptions<DashboardOptions> options, TimeProvider clock)
{
    public const string Cookie = "suite_dashboard";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _openUntil = new();

    public TimeSpan Lifetime { get; } = TimeSpan.FromHours(options.Value.RememberHours);

    /// <summary>A new session, or null when the token is not this run's.</summary>
    public string? Open(string token)
    {
        if (options.Value.SignInToken is not { Length: > 0 } expected
            || !CryptographicOperations.FixedTimeEquals(Hash(expected), Hash(token)))
            return null;
        var session = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _openUntil[session] = clock.GetUtcNow() + Lifetime;
        return session;
    }

    public bool IsOpen(string? session) =>
        session is not null && _openUntil.TryGetValue(session, out var until) && clock.GetUtcNow() < until;

    // Equal lengths, whatever was shown: the time that the comparison takes says nothing.
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
