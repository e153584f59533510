using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Suite.ServiceDefaults;

/// <summary>
/// Completes the span that ASP.NET Core makes of a request. .NET 10 gives it what a sampler may ask for when it begins; its name
/// (method and route template, never an id), its route and its outcome are told here, by OpenTelemetry's semantic conventions.
/// </summary>
internal sealed class RequestSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RunAsync);
        next(app);
    };

    private static Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        // What a socket or an event stream has sent hours later belongs to no trace that began with its opening.
        if (StaysOpen(context.Request))
            Activity.Current = null;
        // Most traces are not recorded: their requests do not pay for being waited for.
        return span is { IsAllDataRequested: true } ? CompleteAsync(span, context, next) : next(context);
    }

    private static async Task CompleteAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        await next(context);
        Complete(span, context);
    }

    private static void Complete(Activity span, HttpContext context)
    {
        // The handler of exceptions begins anew, and keeps where it came from.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var method = context.Request.Method;
        if (endpoint is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.DisplayName = $"{method} {route}";
            span.SetTag("http.route", route);
        }
        else
        {
            span.DisplayName = method;
        }

        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
    }

    private static bool StaysOpen(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0
        || request.Headers.Accept.ToString().StartsWith("text/event-stream", StringComparison.Ordinal);
}
