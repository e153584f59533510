using Microsoft.Net.Http.Headers;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.TelemetryApi;

internal static class ExportTelemetry
{
    private static readonly string[] Kinds = ["traces", "logs", "metrics"];

    public static void MapExportTelemetry(this RouteGroupBuilder group) => group
        .MapGet("/export", Handle)
        .WithName(nameof(ExportTelemetry))
        .WithSummary("A file of OTLP JSON with what the pages show for the question, traces whole; it can be imported again, here or elsewhere.");

    internal static Task Handle(HttpRequest request, HttpResponse response, RunDesk desk) => desk.StreamAsync(request, async (run, parameters, question) =>
    {
        var kinds = Chosen(parameters);
        var answer = Answer(run, parameters, question, kinds);
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "telemetry.json" }.ToString();
        await answer.WriteAsync(response, request.HttpContext.RequestAborted);
        return 0;
    });

    private static OtlpAnswer Answer(RunReader run, Parameters parameters, TelemetryQuestion question, string[] kinds)
    {
        var trace = parameters.Trace("traceId");
        var record = trace.IsEmpty ? null : TraceDetails.Find(run, trace) ?? throw ShowTrace.NotFound(trace.ToString());
        var range = record is null ? question : Around(record, question);
        return new(
            kinds.Contains("traces") ? Traces(run, parameters, question, record).Spans(run) : null,
            kinds.Contains("logs") ? OtlpReading.Logs(run, run.LogsInTime(range.From, range.To), new(run, SearchLogs.Question(parameters, range))) : null,
            kinds.Contains("metrics") && record is null ? OtlpReading.Points(run, range, _ => true) : null);
    }

    private static WholeTraces Traces(RunReader run, Parameters parameters, TelemetryQuestion question, TraceRecord? record) =>
        record is null ? new(run, SearchTraces.Question(parameters, question)) : new(record);

    // A trace is exported with all its logs, whatever the range.
    private static TelemetryQuestion Around(TraceRecord record, TelemetryQuestion question)
    {
        const long around = 60L * 1_000_000_000;
        return question with { From = record.Start - around, To = record.Finish + around };
    }

    private static string[] Chosen(Parameters parameters)
    {
        var kinds = parameters.Text("kinds")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Kinds;
        return kinds.Length > 0 && kinds.All(Kinds.Contains) ? kinds : throw Parameters.Bad($"kinds must be some of {string.Join(", ", Kinds)}.");
    }
}
