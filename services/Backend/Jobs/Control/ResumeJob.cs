using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ResumeJob
{
    public static void MapResumeJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/resume", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ResumeJob))
        .WithSummary("Go on with a paused job.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(control.ResumeAsync(caller.TeamId, id, cancel), caller, id, "resumed", cancel);
}
