using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Extractions;

internal static class GetChartJob
{
    public static void MapGetChartJob(this RouteGroupBuilder group) => group
        .MapGet("/job/{id:guid}", Handle)
        .WithName(nameof(GetChartJob))
        .WithSummary("An extraction job; with its result when it has completed.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ChartJobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ChartJobs jobs, CancellationToken cancel) =>
        await jobs.FindAsync(caller.TeamId, id, cancel) is { } job
            ? TypedResults.Ok(job)
            : Problems.JobNotFound.ToResult($"There is no job {id}.");
}
