using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class PauseJob
{
    public static void MapPauseJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/pause", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(PauseJob))
        .WithSummary("Pause a job: it gives out no further items, and those that run end.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(control.PauseAsync(caller.TeamId, id, cancel), caller, id, "paused", cancel);
}
