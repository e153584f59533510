using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Telemetry;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Lets programs read telemetry that show the key; they have no session. Reading only, and nothing but telemetry.</summary>
internal sealed class TelemetryKey(IOptions<TelemetryOptions> options)
{
    public const string Header = "x-api-key";

    private readonly byte[]? _hash = options.Value.ApiKey is { Length: > 0 } key ? Hash(key) : null;

    public bool Opens(HttpRequest request) =>
        _hash is not null && HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments(TelemetryRoutes.Base)
        && request.Headers[Header] is [{ } shown] && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    // Equal lengths, whatever was shown: the time that the comparison takes says nothing.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
