using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Suite.Access;

/// <summary>
/// Refuses writes and sockets that another site's page sends with our cookie, signing in among them. API keys are exempt: a
/// browser does not add them by itself. A write without any Origin comes from no browser, which always sends one with a write.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, IOptions<AccessOptions> options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsAllowed(context))
            await next(context);
        else
            await Problems.BadOrigin.ToResult("This page's origin may not do that.").ExecuteAsync(context);
    }

    private bool IsAllowed(HttpContext context)
    {
        var request = context.Request;
        var socket = context.WebSockets.IsWebSocketRequest;
        if ((!socket && IsRead(request.Method)) || SuiteAuthentication.KeyOf(request) is not null)
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? !socket && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            : IsOurs(origin, request.Host) || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    // The scheme is left out: behind a proxy that ends TLS the request's own is not the browser's.
    private static bool IsOurs(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);

    private static bool IsRead(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
