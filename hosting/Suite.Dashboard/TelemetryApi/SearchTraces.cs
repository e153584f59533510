using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class SearchTraces
{
    public static void MapSearchTraces(this RouteGroupBuilder group) => group
        .MapGet("/traces", Handle)
        .WithName(nameof(SearchTraces))
        .WithSummary("Traces by duration, errors, text and properties, the newest or the slowest first.");

    internal static async Task<Ok<TracePage>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, parameters, question) => TraceQuery.Run(run, Question(parameters, question))));

    internal static TraceQuestion Question(Parameters parameters, TelemetryQuestion question)
    {
        var (least, most) = (parameters.Milliseconds("minMs"), parameters.Milliseconds("maxMs"));
        if (least > most)
            throw Parameters.Bad("minMs must not be more than maxMs.");
        var order = parameters.Choice("sort", "time", "time", "duration") == "time" ? TraceOrder.Time : TraceOrder.Duration;
        return new(question, least ?? 0, most ?? long.MaxValue, parameters.Flag("errors"), order);
    }
}
