namespace Suite.Dashboard.Pages;

/// <summary>Behind the gateway the dashboard lives below /dashboard, which the gateway takes off and tells.</summary>
internal sealed class PathPrefix(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue("X-Forwarded-Prefix", out var values)
            && values is [{ } prefix] && prefix.StartsWith('/') && !prefix.StartsWith("//", StringComparison.Ordinal))
            context.Request.PathBase = prefix.TrimEnd('/');
        return next(context);
    }
}
