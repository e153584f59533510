using Microsoft.AspNetCore.Http.Features;

namespace Suite.Gateway.Proxy;

/// <summary>
/// Cuts sockets and event streams when the gateway stops. They would hold it up until it is killed, as long as a page is open
/// somewhere; their clients come back by themselves.
/// </summary>
internal sealed class EndlessRequests(RequestDelegate next, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>A service that stops at the same time ends its own, and tells the reason.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context) => IsEndless(context) ? GoOnUntilTheStopAsync(context) : next(context);

    private async Task GoOnUntilTheStopAsync(HttpContext context)
    {
        using var end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var stopping = lifetime.ApplicationStopping.Register(() => end.CancelAfter(Patience));
        await using var cut = end.Token.Register(context.Abort);
        await next(context);
    }

    private static bool IsEndless(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
        || context.Request.Headers.Accept.ToString().StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);
}
