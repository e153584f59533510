using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class RetryFailed
{
    public static void MapRetryFailed(this RouteGroupBuilder group) => group
        .MapPost("/retry-failed/{jobId:guid}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(RetryFailed))
        .WithSummary("Make failed captions of a batch again: all of them, or those of `itemIds`.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, IJobControl control, BatchReader batches, CancellationToken cancel, Request? request = null)
    {
        if (await batches.FindJobAsync(caller.TeamId, jobId, cancel) is null)
            return Problems.BatchNotFound.ToResult($"There is no batch {jobId}.");

        var retried = await control.RetryAsync(caller.TeamId, jobId, request?.ItemIds?.Distinct().ToList(), cancel);
        return retried switch
        {
            { Outcome: ChangeOutcome.Done } => TypedResults.Ok(new Response(true, jobId, retried.Items, retried.State.Status())),
            { State: JobState.Cancelled } => Problems.BatchFinished.ToResult($"Batch {jobId} was cancelled: what it left out is made by a new one."),
            _ when request?.ItemIds is null => Problems.NothingFailed.ToResult($"No caption of batch {jobId} has failed."),
            _ => Problems.NothingFailed.ToResult($"None of these captions of batch {jobId} has failed."),
        };
    }

    /// <param name="ItemIds">Which failed items; null: all.</param>
    public sealed record Request([Length(1, 10_000)] long[]? ItemIds = null);

    internal sealed record Response(bool Success, Guid JobId, int RetriedItems, string Status);
}
