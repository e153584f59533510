using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ListSpanFields
{
    public static void MapListSpanFields(this RouteGroupBuilder group) => group
        .MapGet("/traces/fields", Handle)
        .WithName(nameof(ListSpanFields))
        .WithSummary("The properties of spans, with their most frequent values.");

    internal static async Task<Ok<All<FieldView>>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, _, question) => new All<FieldView>(SpanFields.Run(run, question))));
}
