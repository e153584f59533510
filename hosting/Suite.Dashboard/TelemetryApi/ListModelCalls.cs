using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ListModelCalls
{
    public static void MapListModelCalls(this RouteGroupBuilder group) => group
        .MapGet("/models", Handle)
        .WithName(nameof(ListModelCalls))
        .WithSummary("Calls of AI models: tokens, cost, duration, and the texts where senders recorded them.");

    internal static async Task<Ok<ModelPage>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, _, question) => ModelCalls.Run(run, question)));
}
