using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadMetrics
{
    public static void MapReadMetrics(this RouteGroupBuilder group) => group
        .MapGet("/metrics", Handle)
        .WithName(nameof(ReadMetrics))
        .WithSummary("For programs: all points of the range, or of one meter or instrument, as OTLP JSON.");

    internal static Task Handle(HttpRequest request, HttpResponse response, RunDesk desk) => desk.StreamAsync(request, async (run, parameters, question) =>
    {
        var (meter, name) = (parameters.Text("meter"), parameters.Text("name"));
        var points = OtlpReading.Points(
            run, question, one => (name is null || one.Name == name) && (meter is null || run.Scope(one.Scope).Name == meter));
        await new OtlpAnswer(Metrics: points).WriteAsync(response, request.HttpContext.RequestAborted);
        return 0;
    });
}
