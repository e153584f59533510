namespace Suite.Gateway.Protection;

/// <summary>What browsers are told to refuse, on every answer. A service that sets one of these itself is left its word.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment)
{
    // Data, not pages: an uploaded SVG that is opened by itself must not run anything.
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    private readonly string _pagePolicy = PagePolicy(environment.IsDevelopment());

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    internal static string PagePolicy(bool development)
    {
        // Vite's hot reload starts with an inline script and speaks over a socket.
        var scripts = development ? "'self' 'unsafe-inline'" : "'self'";
        var connections = development ? "'self' ws: wss:" : "'self'";
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
            headers.ContentSecurityPolicy = IsPage(context.Response.ContentType) ? _pagePolicy : DataPolicy;
        headers.Server = default;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }

    private static bool IsPage(string? contentType) => contentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
}
