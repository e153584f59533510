using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ListResources
{
    public static void MapListResources(this RouteGroupBuilder group) => group
        .MapGet("/resources", Handle)
        .WithName(nameof(ListResources))
        .WithSummary("Who has sent telemetry, and how much.");

    internal static async Task<Ok<All<ResourceView>>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, _, _) => new All<ResourceView>(ResourceList.Run(run))));
}
