using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class SearchLogs
{
    public static void MapSearchLogs(this RouteGroupBuilder group) => group
        .MapGet("/logs", Handle)
        .WithName(nameof(SearchLogs))
        .WithSummary("Logs by level, text and properties, the newest first.");

    internal static async Task<Ok<LogPage>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, parameters, question) => LogQuery.Run(run, Question(parameters, question))));

    internal static LogQuestion Question(Parameters parameters, TelemetryQuestion question) =>
        new(question, parameters.Level(), parameters.Trace("traceId"), parameters.Span("spanId"));
}
