using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ListInstruments
{
    public static void MapListInstruments(this RouteGroupBuilder group) => group
        .MapGet("/metrics", Handle)
        .WithName(nameof(ListInstruments))
        .WithSummary("The instruments that services measure with.");

    internal static async Task<Ok<All<InstrumentView>>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, _, question) => new All<InstrumentView>(InstrumentList.Run(run, question.Resources))));
}
