using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class ArchiveBatch
{
    public static void MapArchiveBatch(this RouteGroupBuilder group) => group
        .MapPost("/archive/{jobId:guid}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ArchiveBatch))
        .WithSummary("Take a batch that has ended out of the list. Finished ones go by themselves after seven days.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, IJobControl control, BatchReader batches, CancellationToken cancel)
    {
        if (await batches.FindJobAsync(caller.TeamId, jobId, cancel) is null)
            return Problems.BatchNotFound.ToResult($"There is no batch {jobId}.");

        return await control.ArchiveAsync(caller.TeamId, jobId, cancel) == ChangeOutcome.Done
            ? TypedResults.Ok(new Response(true, jobId, true))
            : Problems.BatchUnfinished.ToResult($"Batch {jobId} has not ended yet.");
    }

    internal sealed record Response(bool Success, Guid JobId, bool Archived);
}
