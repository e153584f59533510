using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class RetryJob
{
    /// <param name="ItemIds">Which failed items; null: all of them.</param>
    public sealed record Request([Length(1, 10_000)] long[]? ItemIds = null);

    /// <param name="Items">How many run again: the failed ones, and what was cancelled behind them.</param>
    internal sealed record Response(Guid JobId, int Items, JobState State);

    public static void MapRetryJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/retry", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(RetryJob))
        .WithSummary("Run failed items again, and what was cancelled behind them. Without a body: all of them.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Request? request, Caller caller, IJobControl control, CancellationToken cancel)
    {
        var retry = await control.RetryAsync(caller.TeamId, id, request?.ItemIds, cancel);
        return retry.Outcome switch
        {
            ChangeOutcome.Done => TypedResults.Ok(new Response(id, retry.Items, retry.State)),
            ChangeOutcome.NotFound => Problems.JobNotFound.ToResult($"There is no job {id}."),
            _ => Problems.NothingToRetry.ToResult(
                $"Job {id} has nothing to run again: none of it failed, it was cancelled, its queue is gone, or another is at the same thing."),
        };
    }
}
