using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ShowQueueStatistics
{
    public static void MapShowQueueStatistics(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/statistics", Handle)
        .WithName(nameof(ShowQueueStatistics))
        .WithSummary(
            "What the team's items in a queue did minute by minute, and what waits and runs now. Minutes without an end are left out.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Caller caller,
        IQueues queues,
        QueueStatistics statistics,
        TimeProvider clock,
        CancellationToken cancel,
        [Range(1, 10_080)] int minutes = 60)
    {
        var queue = await queues.FindAsync(caller.TeamId, id, cancel);
        if (queue is null)
            return Problems.QueueNotFound.ToResult($"There is no queue {id}.");

        var oldest = clock.GetUtcNow() - queue.OldestWaitingAt;
        return TypedResults.Ok(new Response(
            await statistics.MinutesAsync(caller.TeamId, queue.Name, minutes, cancel),
            new Now(queue.WaitingItems, queue.RunningItems, oldest is { } age ? Math.Max(0, (long)age.TotalMilliseconds) : null)));
    }

    internal sealed record Response(IReadOnlyList<QueueMinute> Minutes, Now Now);

    /// <param name="Depth">Items that wait, for whatever.</param>
    /// <param name="OldestAgeMs">Since when the oldest item that could run does not; null when none waits.</param>
    internal sealed record Now(int Depth, int Running, long? OldestAgeMs);
}
