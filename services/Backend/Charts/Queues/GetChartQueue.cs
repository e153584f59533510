using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Queues;

internal static class GetChartQueue
{
    public static void MapGetChartQueue(this RouteGroupBuilder group) => group
        .MapGet("/queue/{id:guid}", Handle)
        .WithName(nameof(GetChartQueue))
        .WithSummary("A queue, with the team's jobs in it by status.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ChartQueueView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ChartQueues queues, CancellationToken cancel) =>
        await queues.FindAsync(caller.TeamId, id, cancel) is { } queue
            ? TypedResults.Ok(ChartQueueView.Of(queue, await queues.CountAsync(caller.TeamId, queue, cancel)))
            : Problems.QueueNotFound.ToResult($"There is no queue {id}.");
}
