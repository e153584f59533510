using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ReleaseAttempt
{
    public static void MapReleaseAttempt(this RouteGroupBuilder group) => group
        .MapPost("/attempts/{attemptId:long}/release", Handle)
        .WithName(nameof(ReleaseAttempt))
        .WithSummary("Give an item back: another worker may take it at once, and the attempt does not count.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long attemptId, Caller caller, ExternalAttempts attempts, CancellationToken cancel) =>
        await attempts.ReleaseAsync(caller.TeamId, attemptId, cancel) is { } problem
            ? problem
            : TypedResults.NoContent();
}
