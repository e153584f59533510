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
internal sealed class SessionDesk(IHttpClientFactory clients, IOptions<GatewayOptions> options, TimeProvider clock) : IDisposable
{
    public const string Client = "sessions";

    // Whoever looks at a status page while the backend hangs must not wait for all the attempts that others are worth.
    private static readonly TimeSpan RecallPatience = TimeSpan.FromSeconds(2);

    /// <summary>Nor is the backend asked for each of them while it does not answer.</summary>
    private static readonly TimeSpan RecallRest = TimeSpan.FromSeconds(5);

    private readonly CacheCount _count = new("sessions", "memory");

    // Bounded, because anybody can make up credentials.
    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private readonly MemoryCache _acquaintances = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private long _failedAt;

    /// <summary>The caller, or null when the credential is not good.</summary>
    /// <exception cref="HttpRequestException">The backend cannot tell now.</exception>
    public async Task<Caller?> AskAsync(Credential credential, CancellationToken cancel)
    {
        var fingerprint = credential.Fingerprint();
        if (_answers.TryGetValue(fingerprint, out Caller? known))
        {
            _count.Hit();
            return known;
        }

        _count.Miss();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://backend/api/session");
        credential.ApplyTo(request);
        using var response = await clients.CreateClient(Client).SendAsync(request, cancel);
        var caller = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Caller>(SuiteJson.Options, cancel);

        if (caller is null)
            _acquaintances.Remove(fingerprint);
        else
            Remember(_acquaintances, fingerprint, caller, options.Value.SessionRecall);
        return Remember(_answers, fingerprint, caller, options.Value.SessionMemory);
    }

    /// <summary>
    /// The same, but while the backend cannot tell, whom it last said that the credential belongs to. Only for what must be seen
    /// just then, and gives nothing away that a session which has ended since must not read.
    /// </summary>
    /// <exception cref="HttpRequestException">The backend cannot tell now, and has not lately.</exception>
    public async Task<Caller?> RecallAsync(Credential credential, CancellationToken cancel)
    {
        if (!_acquaintances.TryGetValue(credential.Fingerprint(), out Caller? acquaintance))
            return await AskAsync(credential, cancel);
        if (_failedAt != 0 && clock.GetElapsedTime(_failedAt) < RecallRest)
            return acquaintance;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(RecallPatience);
        try
        {
            return await AskAsync(credential, patience.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            _failedAt = clock.GetTimestamp();
            return acquaintance;
        }
    }

    public void Dispose()
    {
        _answers.Dispose();
        _acquaintances.Dispose();
    }

    private static Caller? Remember(MemoryCache memory, string fingerprint, Caller? caller, TimeSpan time) =>
        memory.Set(fingerprint, caller, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = time });
}
