using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Batches;

internal static class GetChartBatch
{
    public static void MapGetChartBatch(this RouteGroupBuilder group) => group
        .MapGet("/batch/{id:guid}", Handle)
        .WithName(nameof(GetChartBatch))
        .WithSummary("A batch and its jobs by status.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ChartBatchView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ChartBatches batches, CancellationToken cancel) =>
        await batches.FindAsync(caller.TeamId, id, cancel) is { } batch
            ? TypedResults.Ok(batch)
            : Problems.BatchNotFound.ToResult($"There is no batch {id}.");
}
