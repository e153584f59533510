using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class RestoreJob
{
    public static void MapRestoreJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/restore", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(RestoreJob))
        .WithSummary("Put an archived job back into the lists; it is not archived by age again.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(control.RestoreAsync(caller.TeamId, id, cancel), caller, id, "restored", cancel);
}
