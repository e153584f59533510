using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Queues;

internal static class ListChartQueues
{
    public static void MapListChartQueues(this RouteGroupBuilder group) => group
        .MapGet("/queues", Handle)
        .WithName(nameof(ListChartQueues))
        .WithSummary("The team's queues, and the shared one for what names no queue. As published: a bare array.");

    internal static async Task<Ok<IReadOnlyList<ChartQueueRow>>> Handle(Caller caller, ChartQueues queues, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<ChartQueueRow>>(
            [.. (await queues.ListAsync(caller.TeamId, cancel)).Select(ChartQueueRow.Of)]);
}
