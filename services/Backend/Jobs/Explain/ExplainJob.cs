using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ExplainJob
{
    public static void MapExplainJob(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/explain", Handle)
        .WithName(nameof(ExplainJob))
        .WithSummary("Why is this job not running, or not faster? Every reason has a code and a sentence.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<JobExplanation>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, CancellationToken cancel) =>
        await control.ExplainAsync(caller.TeamId, id, cancel) is { } explanation
            ? TypedResults.Ok(explanation)
            : Problems.JobNotFound.ToResult($"There is no job {id}.");
}
