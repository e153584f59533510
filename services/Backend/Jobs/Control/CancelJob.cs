using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class CancelJob
{
    public static void MapCancelJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/cancel", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(CancelJob))
        .WithSummary("Cancel a job. Waiting items are cancelled at once; running ones stop at their next checkpoint.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl jobs, CancellationToken cancel) =>
        await jobs.CancelAsync(caller.TeamId, id, cancel) switch
        {
            ChangeOutcome.Done => TypedResults.Accepted($"/api/jobs/{id}"),
            ChangeOutcome.Refused => Problems.JobFinished.ToResult($"Job {id} has already finished or was cancelled before."),
            _ => Problems.JobNotFound.ToResult($"There is no job {id}."),
        };
}
