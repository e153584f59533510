namespace Suite.Gateway.Protection;

/// <summary>
/// Takes away the headers by which services of the suite believe each other. Only the gateway may set them; one that came
/// from outside is a forgery.
/// </summary>
internal sealed class ForeignHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        List<string>? foreign = null;
        foreach (var (name, _) in headers)
        {
            if (IsInternal(name))
                (foreign ??= []).Add(name);
        }
        foreach (var name in foreign ?? [])
            headers.Remove(name);
        return next(context);
    }

    private static bool IsInternal(string name) =>
        name.StartsWith("X-Suite-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);
}
