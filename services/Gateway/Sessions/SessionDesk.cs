using System.Net;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Sessions;

/// <summary>Whom a credential belongs to, as far as the gateway needs to know.</summary>
internal sealed record Caller(string Role, Caller.Named? Team, Caller.Named? User)
{
    public bool IsAdmin => Role == "admin";

    internal sealed record Named(string Id);
}

/// <summary>Asks the backend who a caller is, and remembers the answer for some seconds.</summary>
internal sealed class SessionDesk(IHttpClientFactory clients, IOptions<GatewayOptions> options) : IDisposable
{
    public const string Client = "sessions";

    // Bounded, because anybody can make up credentials.
    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>The caller, or null when the credential is not good.</summary>
    /// <exception cref="HttpRequestException">The backend cannot tell now.</exception>
    public async Task<Caller?> AskAsync(Credential credential, CancellationToken cancel)
    {
        var fingerprint = credential.Fingerprint();
        if (_answers.TryGetValue(fingerprint, out Caller? known))
            return known;

        using var request = new HttpRequestMessage(HttpMethod.Get, "http://backend/api/session");
        credential.ApplyTo(request);
        using var response = await clients.CreateClient(Client).SendAsync(request, cancel);
        var caller = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Caller>(SuiteJson.Options, cancel);

        return _answers.Set(fingerprint, caller, new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = options.Value.SessionMemory,
        });
    }

    public void Dispose() => _answers.Dispose();
}
