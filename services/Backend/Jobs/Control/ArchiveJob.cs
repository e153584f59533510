using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ArchiveJob
{
    public static void MapArchiveJob(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/archive", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ArchiveJob))
        .WithSummary("Take a finished job out of the lists.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(control.ArchiveAsync(caller.TeamId, id, cancel), caller, id, "archived", cancel);
}
