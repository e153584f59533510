using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ShowTrace
{
    public static void MapShowTrace(this RouteGroupBuilder group) => group
        .MapGet("/traces/{traceId}", Handle)
        .WithName(nameof(ShowTrace))
        .WithSummary("One trace: its spans as a tree, and its logs.");

    internal static async Task<Ok<TraceView>> Handle(string traceId, HttpRequest request, RunDesk desk)
    {
        var id = Id(traceId);
        return TypedResults.Ok(await desk.AskAsync(request, (run, _, _) => TraceDetails.Run(run, id) ?? throw NotFound(traceId)));
    }

    internal static TraceId Id(string text) =>
        TraceId.TryParse(text, out var id) ? id : throw Parameters.Bad("A trace's id is 32 hexadecimal digits.");

    internal static ServiceDefaults.ProblemException NotFound(string id) =>
        Problems.TraceNotFound.ToException($"This run has no span of trace {id}. It may belong to another run, or may be gone by its age.");
}
