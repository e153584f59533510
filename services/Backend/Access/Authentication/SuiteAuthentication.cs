using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Access;

/// <summary>
/// Finds the caller by API key (<c>X-Api-Key</c>, or <c>Authorization: Bearer</c>) or else by session cookie. A key that does not
/// count is not made up for by a cookie.
/// </summary>
internal sealed class SuiteAuthentication(
    CredentialCache credentials, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "suite";
    public const string KeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";

    /// <summary>The API key that a request carries, if any.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(KeyHeader, out var key))
            return key.ToString();
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (kind, secret) = KeyOf(Request) is { } key
            ? (CredentialKind.ApiKey, key)
            : (CredentialKind.Session, Request.Cookies[SessionCookie.Name]);
        if (string.IsNullOrEmpty(secret))
            return kind == CredentialKind.ApiKey ? AuthenticateResult.Fail("empty key") : AuthenticateResult.NoResult();

        var credential = await credentials.FindAsync(kind, Secrets.Hash(secret), Context.RequestAborted);
        if (credential is null)
            return AuthenticateResult.Fail("unknown, expired or revoked");

        credential.Attach(Context);
        var caller = credential.Caller;
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, caller.Name), new Claim(ClaimTypes.Role, caller.Role.Word())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
