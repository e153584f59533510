using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class RestoreBatch
{
    public static void MapRestoreBatch(this RouteGroupBuilder group) => group
        .MapPost("/restore/{jobId:guid}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(RestoreBatch))
        .WithSummary("Put an archived batch back into the list.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ArchiveBatch.Response>, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, IJobControl control, BatchReader batches, CancellationToken cancel)
    {
        // Refused is one that has not ended: it cannot have been archived, which is all that is wanted.
        if (await batches.FindJobAsync(caller.TeamId, jobId, cancel) is null
            || await control.RestoreAsync(caller.TeamId, jobId, cancel) == ChangeOutcome.NotFound)
            return Problems.BatchNotFound.ToResult($"There is no batch {jobId}.");

        return TypedResults.Ok(new ArchiveBatch.Response(true, jobId, false));
    }
}
