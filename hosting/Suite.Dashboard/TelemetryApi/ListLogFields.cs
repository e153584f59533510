using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ListLogFields
{
    public static void MapListLogFields(this RouteGroupBuilder group) => group
        .MapGet("/logs/fields", Handle)
        .WithName(nameof(ListLogFields))
        .WithSummary("The properties of logs, with their most frequent values.");

    internal static async Task<Ok<All<FieldView>>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, _, question) => new All<FieldView>(LogFields.Run(run, question))));
}
