using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Suite.Gateway.Sessions;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Protection;

/// <summary>Two token buckets: one for each key, session or address; and a wider one for each address, whatever it shows. Traces have a third.</summary>
internal static class RateLimits
{
    /// <summary>The name of the limit on traces: a page gone wild must not spend the rate that its person works with.</summary>
    public const string BrowserTraces = "browser-traces";

    private static readonly RateLimitPartition<object> Unlimited = RateLimitPartition.GetNoLimiter<object>("probe");

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = RejectAsync);
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<GatewayOptions>>((limiter, gateway) =>
        {
            var options = gateway.Value;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, object>(context => IsProbe(context) ? Unlimited : Bucket(
                    ClientOf(context), options.ClientRequestsPerSecond, options.ClientBurst)),
                PartitionedRateLimiter.Create<HttpContext, object>(context => IsProbe(context) ? Unlimited : Bucket(
                    AddressOf(context), options.AddressRequestsPerSecond, options.AddressBurst)));
            limiter.AddPolicy(BrowserTraces, context => Bucket(
                ClientOf(context), options.TraceRequestsPerSecond, options.TraceBurst));
        });
    }

    // Whoever watches the gateway shares its address with others, and takes a refusal for an outage. An answer to nobody in particular
    // is at hand; for one who shows a key the backend is asked, which must not be had without limit.
    private static bool IsProbe(HttpContext context) =>
        context.Request.Path.Value is "/health" or "/alive" && Credential.Of(context.Request) is null;

    private static RateLimitPartition<object> Bucket(object key, int perSecond, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(burst, 1),
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    private static object ClientOf(HttpContext context) => (object?)Credential.Of(context.Request)?.Value ?? AddressOf(context);

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await CommonProblems.TooManyRequests
            .ToResult($"Too many requests; try again in {seconds} s.")
            .ExecuteAsync(rejected.HttpContext);
    }
}
