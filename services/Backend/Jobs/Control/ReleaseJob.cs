using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ReleaseJob
{
    public static void MapReleaseJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/release", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ReleaseJob))
        .WithSummary("Let a job of a manual queue run.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(control.ReleaseAsync(caller.TeamId, id, cancel), caller, id, "released", cancel);
}
