using Suite.ServiceDefaults;

namespace Suite.Gateway.Sessions;

/// <summary>Who may read what the gateway itself depends on: admins, by session or key.</summary>
internal sealed class Administrators(SessionDesk desk) : IHealthAudience
{
    public async ValueTask<bool> IncludesAsync(HttpContext http)
    {
        if (Credential.Of(http.Request) is not { } credential)
            return false;
        try
        {
            return await desk.RecallAsync(credential, http.RequestAborted) is { IsAdmin: true };
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
