using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Hub;

/// <summary>What senders must show, when the hub has a key; and readers of the exposition, when other machines reach it.</summary>
internal sealed class ApiKey(IOptions<OtlpOptions> options)
{
    public const string Header = "x-otlp-api-key";
    public const string Request = $"Show the hub's key in the header {Header}, or as a bearer token.";
    private const string Bearer = "Bearer ";

    private readonly byte[]? _hash = options.Value.ApiKey is { Length: > 0 } key ? Hash(key) : null;

    /// <exception cref="RefusedException">The key is missing or wrong.</exception>
    public void Check(IHeaderDictionary headers)
    {
        if (!IsShown(headers))
            throw new RefusedException(Refusal.Key, Request);
    }

    public bool IsShown(IHeaderDictionary headers) =>
        _hash is null || (Shown(headers) is { } shown && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash));

    private static string? Shown(IHeaderDictionary headers)
    {
        if (headers.TryGetValue(Header, out var key))
            return key;
        var authorization = headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..] : null;
    }

    // Equal lengths, whatever was shown: the time that the comparison takes says nothing.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
