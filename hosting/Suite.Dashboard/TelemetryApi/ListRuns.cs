using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class ListRuns
{
    public static void MapListRuns(this RouteGroupBuilder group) => group
        .MapGet("/runs", Handle)
        .WithName(nameof(ListRuns))
        .WithSummary("The runs on disk, the newest first.");

    internal static Ok<All<RunView>> Handle(RunFolder runs) =>
        TypedResults.Ok(new All<RunView>([.. runs.List().Select(run => View(run, runs.Current))]));

    internal static RunView View(RunEntry run, string? current) => new(
        run.Id, run.Name, Nanos.Text(run.StartedAt), run.InUse ? null : Nanos.Text(run.WrittenAt), run.Bytes, run.Id == current,
        run.Imported, run.Spans, run.Logs, run.Points, run.Problem);
}
