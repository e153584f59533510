namespace Suite.Gateway.Protection;

/// <summary>What browsers are told to refuse, on every answer. A service that sets one of these itself is left its word.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, WebFiles web)
{
    // Data, not pages: an uploaded SVG that is opened by itself must not run anything.
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    private const string ForeignPagePolicy = "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    private readonly string _pagePolicy = PagePolicy(vite: !web.Exist);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    internal static string PagePolicy(bool vite)
    {
        // Vite's hot reload starts with an inline script and speaks over a socket.
        var scripts = vite ? "'self' 'unsafe-inline'" : "'self'";
        var connections = vite ? "'self' ws: wss:" : "'self'";
        return $"default-src 'self'; script-src {scripts}; connect-src {connections}; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; worker-src 'self' blob:; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    private Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // A 304 names no content type. A policy with it would replace the one that the browser keeps with the page.
        if (headers.ContentSecurityPolicy.Count == 0 && context.Response.StatusCode != StatusCodes.Status304NotModified)
            headers.ContentSecurityPolicy = IsPage(context.Response.ContentType) ? PolicyOf(Routes.Of(context)) : DataPolicy;
        headers.Server = default;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }

    private string PolicyOf(PublicRoute? row) => row switch
    {
        null or { Path: "/" } => _pagePolicy,
        { HasPages: true } => ForeignPagePolicy,
        _ => DataPolicy,
    };

    private static bool IsPage(string? contentType) => contentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
}
