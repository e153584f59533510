using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Gateway.Sessions;

namespace Suite.Gateway.Status;

internal static class GetServices
{
    public static void MapGetServices(this RouteGroupBuilder group) => group
        .MapGet("/services", Handle)
        .WithName(nameof(GetServices))
        .WithSummary("How every service is now, and what it depends on. Administrators also read reasons and replicas.");

    internal static async Task<Ok<SuiteStatus>> Handle(HttpContext http, StatusBoard board, CancellationToken cancel)
    {
        var status = await board.LatestAsync(cancel);
        return TypedResults.Ok(http.Features.GetRequiredFeature<Caller>().IsAdmin ? status : WithoutReasons(status));
    }

    // Reasons carry addresses and the words of servers.
    private static SuiteStatus WithoutReasons(SuiteStatus status) => status with
    {
        Services = [.. status.Services.Select(service => service with
        {
            Reason = null,
            Replicas = [],
            Dependencies = [.. service.Dependencies.Select(one => one with { Reason = null })],
        })],
    };
}
