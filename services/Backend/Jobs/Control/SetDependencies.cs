using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class SetDependencies
{
    /// <param name="DependsOn">All the jobs that must end first; none lets the job begin.</param>
    public sealed record Request([Required, MaxLength(10_000)] Guid[] DependsOn);

    public static void MapSetDependencies(this RouteGroupBuilder group) => group
        .MapPut("/{id:guid}/dependencies", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(SetDependencies))
        .WithSummary("Say for which jobs a job waits that has not begun yet. A circle is refused.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, DependencyChange change, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(
            change.RunAsync(caller.TeamId, id, [.. request.DependsOn.Distinct()], cancel), caller, id, "made to wait for others", cancel);
}
