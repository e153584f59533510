using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class SetPriority
{
    public sealed record Request([Required, Range(0, 1_000_000)] int? Priority);

    public static void MapSetPriority(this RouteGroupBuilder group) => group
        .MapPut("/{id:guid}/priority", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(SetPriority))
        .WithSummary("Change the priority of what has not begun yet. A smaller number runs sooner.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<JobView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel) =>
        jobs.AnswerAsync(
            control.SetPriorityAsync(caller.TeamId, id, request.Priority!.Value, cancel), caller, id, "given a priority", cancel);
}
