using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

internal static class ReleaseChartJob
{
    public static void MapReleaseChartJob(this RouteGroupBuilder group) => group
        .MapPost("/job/{id:guid}/release", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ReleaseChartJob))
        .WithSummary("Let a job of a manual queue run.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ChartJobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, ChartJobChange change, CancellationToken cancel) =>
        change.RunAsync(
            caller,
            id,
            () => control.ReleaseAsync(caller.TeamId, id, cancel),
            $"Job {id} needs no release: it was released before, or has ended.",
            cancel);
}
