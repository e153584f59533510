using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class FailAttempt
{
    public static void MapFailAttempt(this RouteGroupBuilder group) => group
        .MapPost("/attempts/{attemptId:long}/fail", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(WorkerRoutes.SmallBody))
        .WithName(nameof(FailAttempt))
        .WithSummary("End an attempt with a reason. With `retry` it is tried again after a back-off, until its attempts are used up.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long attemptId, Request request, Caller caller, ExternalAttempts attempts, CancellationToken cancel) =>
        await attempts.FailAsync(caller.TeamId, attemptId, request.Error, request.Retry, cancel) is { } problem
            ? problem
            : TypedResults.NoContent();

    /// <param name="Error">For people; what is beyond 2,000 characters is cut off.</param>
    /// <param name="Retry">False when another attempt could not do better: the item fails at once.</param>
    public sealed record Request([Required, StringLength(100_000, MinimumLength = 1)] string Error, bool Retry = true);
}
