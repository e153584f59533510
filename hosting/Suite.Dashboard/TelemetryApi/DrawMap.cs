using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Resources;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class DrawMap
{
    public static void MapDrawMap(this RouteGroupBuilder group) => group
        .MapGet("/map", Handle)
        .WithName(nameof(DrawMap))
        .WithSummary("Which service calls which, and which database, cache or model.");

    // In an older run others may have listened at the same addresses.
    internal static async Task<Ok<ServiceMapView>> Handle(HttpRequest request, RunDesk desk, AddressBook addresses) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, parameters, question) =>
            ServiceMap.Run(run, question, desk.IsPresent(parameters) ? addresses.Open() : null)));
}
