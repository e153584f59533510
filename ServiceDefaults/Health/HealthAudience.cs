using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Suite.ServiceDefaults;

/// <summary>
/// Some who may read what a service needs and why it misses it. Names and reasons show how the suite is built and where it hurts,
/// so strangers read only whether it works. Being in one audience is enough; register more as singletons.
/// </summary>
public interface IHealthAudience
{
    /// <summary>Whether the caller belongs to it. Must not throw.</summary>
    ValueTask<bool> IncludesAsync(HttpContext http);
}

/// <summary>The suite's own processes: they show <see cref="HealthOptions.Key"/>, or ask directly on the same machine.</summary>
internal sealed class InternalCallers(IOptions<HealthOptions> options) : IHealthAudience
{
    // The last one is what X-Forwarded-For is renamed to once a service has believed it.
    private static readonly string[] SignsOfAProxy =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "Forwarded", "Via", "X-Original-For"];

    public ValueTask<bool> IncludesAsync(HttpContext http) => ValueTask.FromResult(ShowsKey(http.Request) || IsNextDoor(http));

    private bool ShowsKey(HttpRequest request) =>
        options.Value.Key is { Length: > 0 } key
        && request.Headers.TryGetValue(HealthOptions.KeyHeader, out var shown)
        && CryptographicOperations.FixedTimeEquals(Hash(key), Hash(shown.ToString()));

    // Equal lengths, whatever was shown: the time that the comparison takes says nothing.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private bool IsNextDoor(HttpContext http) =>
        options.Value.TrustLoopback
        && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !SignsOfAProxy.Any(http.Request.Headers.ContainsKey)
        && IsOwnName(http.Request.Host.Host);

    // A page whose own name suddenly means 127.0.0.1 (DNS rebinding) has its browser ask under that name.
    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
