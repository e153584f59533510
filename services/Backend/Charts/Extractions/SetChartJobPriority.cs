using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

internal static class SetChartJobPriority
{
    public static void MapSetChartJobPriority(this RouteGroupBuilder group) => group
        .MapPut("/job/{id:guid}/priority", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(SetChartJobPriority))
        .WithSummary("`?priority=` urgent, high, normal or low, of a job that has not ended.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, string? priority, Caller caller, IJobControl control, ChartJobs jobs, CancellationToken cancel)
    {
        var wanted = SeedWords.Priorities.Parse(nameof(priority), priority);
        if (await jobs.FindAsync(caller.TeamId, id, cancel) is null)
            return Problems.JobNotFound.ToResult($"There is no job {id}.");
        return await control.SetPriorityAsync(caller.TeamId, id, (int)wanted, cancel) == ChangeOutcome.Done
            ? TypedResults.Ok(new Response($"Job {id} has the priority {priority}."))
            : Problems.JobRefuses.ToResult($"Job {id} has already ended.");
    }

    internal sealed record Response(string Message);
}
