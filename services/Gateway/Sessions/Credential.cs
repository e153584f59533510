using System.Security.Cryptography;
using System.Text;

namespace Suite.Gateway.Sessions;

/// <summary>What a caller shows to be known by.</summary>
internal readonly record struct Credential(bool IsCookie, string Value)
{
    private const string Cookie = "suite_session";
    private const string KeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";

    public static Credential? Of(HttpRequest request)
    {
        if (request.Headers.TryGetValue(KeyHeader, out var key) && key is [{ Length: > 0 } value])
            return new Credential(false, value);
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return new Credential(false, authorization[Bearer.Length..].Trim());
        return request.Cookies.TryGetValue(Cookie, out var session) ? new Credential(true, session) : null;
    }

    /// <summary>Puts the credential on a request to the backend.</summary>
    public void ApplyTo(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation(
        IsCookie ? "Cookie" : KeyHeader, IsCookie ? $"{Cookie}={Value}" : Value);

    /// <summary>Takes our credentials off, for services that have no business with them; other cookies stay.</summary>
    public static void RemoveFrom(HttpRequest request)
    {
        request.Headers.Remove(KeyHeader);
        if (request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            request.Headers.Remove("Authorization");
        if (request.Cookies.ContainsKey(Cookie))
        {
            var others = request.Headers.Cookie.ToString().Split(';', StringSplitOptions.TrimEntries)
                .Where(pair => !pair.StartsWith(Cookie + "=", StringComparison.Ordinal));
            request.Headers.Cookie = string.Join("; ", others);
        }
    }

    /// <summary>Stands for the credential in a cache: short, and worthless to whoever reads a memory dump.</summary>
    public string Fingerprint() => (IsCookie ? "c" : "k") + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));
}
