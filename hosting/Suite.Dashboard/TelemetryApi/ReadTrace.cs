using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadTrace
{
    public static void MapReadTrace(this RouteGroupBuilder group) => group
        .MapGet("/traces/{traceId}", Handle)
        .WithName(nameof(ReadTrace))
        .WithSummary("For programs: one trace with all its spans, as OTLP JSON.");

    internal static Task Handle(string traceId, HttpRequest request, HttpResponse response, RunDesk desk)
    {
        var id = ShowTrace.Id(traceId);
        return desk.StreamAsync(request, async (run, _, _) =>
        {
            var trace = TraceDetails.Find(run, id) ?? throw ShowTrace.NotFound(traceId);
            await new OtlpAnswer(Spans: ReadTraces.Spans(run, trace)).WriteAsync(response, request.HttpContext.RequestAborted);
            return 0;
        });
    }
}
