using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class CancelBatch
{
    public static void MapCancelBatch(this RouteGroupBuilder group) => group
        .MapPost("/cancel/{jobId:guid}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(CancelBatch))
        .WithSummary("Cancel a batch: what waits at once, what runs at its next checkpoint.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, IJobControl control, BatchReader batches, CancellationToken cancel)
    {
        if (await batches.FindJobAsync(caller.TeamId, jobId, cancel) is null)
            return Problems.BatchNotFound.ToResult($"There is no batch {jobId}.");

        return await control.CancelAsync(caller.TeamId, jobId, cancel) == ChangeOutcome.Done
            ? TypedResults.Ok(new Response(true, jobId, JobState.Cancelled.Status()))
            : Problems.BatchFinished.ToResult($"Batch {jobId} has already ended or was cancelled before.");
    }

    internal sealed record Response(bool Success, Guid JobId, string Status);
}
