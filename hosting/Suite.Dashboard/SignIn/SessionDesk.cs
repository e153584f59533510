using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.SignIn;

internal enum Standing
{
    Admin,
    NotSignedIn,
    NotAdmin,
    Unknown,
}

/// <summary>
/// Asks the backend whether a session is an admin's. A session that was one keeps its standing for hours while the backend
/// is away: that is when the dashboard is needed most.
/// </summary>
internal sealed class SessionDesk(IHttpClientFactory clients, IOptions<DashboardOptions> options, TimeProvider clock)
{
    public const string Client = "backend";
    public const string Cookie = "suite_session";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _admins = new();

    public async Task<Standing> StandingOfAsync(string? session, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(session))
            return Standing.NotSignedIn;
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(session)));
        var confirmed = _admins.TryGetValue(key, out var at) ? clock.GetUtcNow() - at : TimeSpan.MaxValue;
        if (confirmed < Fresh)
            return Standing.Admin;

        var standing = await AskAsync(session, cancel);
        if (standing == Standing.Unknown)
            return confirmed < TimeSpan.FromHours(options.Value.RememberHours) ? Standing.Admin : Standing.Unknown;
        if (standing == Standing.Admin)
            _admins[key] = clock.GetUtcNow();
        else
            _admins.TryRemove(key, out _);
        return standing;
    }

    /// <summary>Hands a token or a password to the backend. Null when it does not answer.</summary>
    public async Task<HttpResponseMessage?> SignInAsync(string path, object body, CancellationToken cancel)
    {
        try
        {
            var response = await clients.CreateClient(Client).PostAsJsonAsync($"http://backend{path}", body, cancel);
            return (int)response.StatusCode < 500 ? response : null;
        }
        catch (Exception failure) when (IsAbsence(failure, cancel))
        {
            return null;
        }
    }

    private async Task<Standing> AskAsync(string session, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://backend/api/session");
            request.Headers.Add("Cookie", $"{Cookie}={session}");
            using var response = await clients.CreateClient(Client).SendAsync(request, cancel);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return Standing.NotSignedIn;
            if (!response.IsSuccessStatusCode)
                return Standing.Unknown;
            var view = await response.Content.ReadFromJsonAsync<JsonObject>(cancel);
            return view?["role"]?.GetValue<string>() == "admin" ? Standing.Admin : Standing.NotAdmin;
        }
        catch (Exception failure) when (IsAbsence(failure, cancel))
        {
            return Standing.Unknown;
        }
    }

    private static bool IsAbsence(Exception failure, CancellationToken cancel) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !cancel.IsCancellationRequested);
}
