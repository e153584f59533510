using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

internal static class CancelChartJob
{
    public static void MapCancelChartJob(this RouteGroupBuilder group) => group
        .MapDelete("/job/{id:guid}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(CancelChartJob))
        .WithSummary("Cancel a job: at once when it waits, at its next checkpoint when it runs. It has then failed, as the seed has it.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ChartJobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, ChartJobChange change, CancellationToken cancel) =>
        change.RunAsync(
            caller,
            id,
            () => control.CancelAsync(caller.TeamId, id, cancel),
            $"Job {id} has already ended.",
            cancel);
}
