using Microsoft.Net.Http.Headers;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ExportTelemetry
{
    private static readonly string[] Kinds = ["traces", "logs", "metrics"];

    public static void MapExportTelemetry(this RouteGroupBuilder group) => group
        .MapGet("/export", Handle)
        .WithName(nameof(ExportTelemetry))
        .WithSummary("A file of OTLP JSON with all that matches the question; it can be imported again, here or elsewhere.");

    internal static Task Handle(HttpRequest request, HttpResponse response, RunDesk desk) => desk.StreamAsync(request, async (run, parameters, question) =>
    {
        var kinds = Chosen(parameters);
        var trace = parameters.Trace("traceId");
        var range = trace.IsEmpty ? question : OfTrace(run, trace, question);
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "telemetry.json" }.ToString();
        await new OtlpAnswer(
            kinds.Contains("traces") ? OtlpReading.Spans(run, run.SpansInTime(range.From, range.To), new(run, range, trace)) : null,
            kinds.Contains("logs") ? OtlpReading.Logs(run, run.LogsInTime(range.From, range.To), new(run, SearchLogs.Question(parameters, range))) : null,
            kinds.Contains("metrics") && trace.IsEmpty ? OtlpReading.Points(run, range, _ => true) : null)
            .WriteAsync(response, request.HttpContext.RequestAborted);
        return 0;
    });

    private static string[] Chosen(Parameters parameters)
    {
        var kinds = parameters.Text("kinds")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Kinds;
        return kinds.Length > 0 && kinds.All(Kinds.Contains) ? kinds : throw Parameters.Bad($"kinds must be some of {string.Join(", ", Kinds)}.");
    }

    // A trace is exported whole, whatever the range.
    private static TelemetryQuestion OfTrace(RunReader run, TraceId trace, TelemetryQuestion question)
    {
        const long around = 60L * 1_000_000_000;
        var record = TraceDetails.Find(run, trace) ?? throw ShowTrace.NotFound(trace.ToString());
        return question with { From = record.Start - around, To = record.Finish + around };
    }
}
