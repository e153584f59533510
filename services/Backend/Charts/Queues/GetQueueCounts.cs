using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Queues;

internal static class GetQueueCounts
{
    public static void MapGetQueueCounts(this RouteGroupBuilder group) => group
        .MapGet("/stats/queue/{id:guid}", Handle)
        .WithName(nameof(GetQueueCounts))
        .WithSummary("The team's jobs in a queue by status: how many, mean progress, mean duration in seconds.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ChartQueues queues, CancellationToken cancel) =>
        await queues.FindAsync(caller.TeamId, id, cancel) is { } queue
            ? TypedResults.Ok(new Response(
                queue.Id,
                [.. (await queues.CountAsync(caller.TeamId, queue, cancel)).Where(count => count.Count > 0).Select(count => new Statistic(
                    SeedWords.Statuses.Word(count.Status), count.Count, count.MeanProgress, count.MeanSeconds))]))
            : Problems.QueueNotFound.ToResult($"There is no queue {id}.");

    internal sealed record Response([property: JsonPropertyName("queue_id")] Guid QueueId, IReadOnlyList<Statistic> Statistics);

    internal sealed record Statistic(
        string Status,
        int Count,
        [property: JsonPropertyName("avg_progress")] double? MeanProgress,
        [property: JsonPropertyName("avg_duration")] double? MeanSeconds);
}
