using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ShowSeries
{
    private const int MostSeconds = 86_400;

    public static void MapShowSeries(this RouteGroupBuilder group) => group
        .MapGet("/metrics/series", Handle)
        .WithName(nameof(ShowSeries))
        .WithSummary("The points of one instrument, by its dimensions, with exemplars.");

    internal static async Task<Ok<SeriesSetView>> Handle(HttpRequest request, RunDesk desk) =>
        TypedResults.Ok(await desk.AskAsync(request, (run, parameters, question) =>
        {
            var asked = Question(parameters, question);
            return SeriesQuery.Run(run, asked)
                ?? throw Problems.InstrumentNotFound.ToException($"This run has no instrument {asked.Name} of meter {asked.Meter} for this choice of resources.");
        }));

    private static SeriesQuestion Question(Parameters parameters, TelemetryQuestion question)
    {
        var seconds = parameters.Whole("step", 1, MostSeconds, 0);
        if (seconds > 0 && (question.To - question.From) / (seconds * 1_000_000_000L) > SeriesQuery.MostSteps)
            throw Parameters.Bad($"step must be long enough for at most {SeriesQuery.MostSteps} points in this range.");
        return new(question, parameters.Text("meter") ?? "", parameters.Needed("name"), seconds == 0 ? null : seconds * 1_000_000_000L);
    }
}
