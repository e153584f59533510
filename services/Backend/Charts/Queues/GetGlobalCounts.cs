using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Queues;

internal static class GetGlobalCounts
{
    public static void MapGetGlobalCounts(this RouteGroupBuilder group) => group
        .MapGet("/stats/global", Handle)
        .WithName(nameof(GetGlobalCounts))
        .WithSummary("The team's queues and jobs by status, and how long those that completed took, in seconds.");

    internal static async Task<Ok<Response>> Handle(Caller caller, ChartQueues queues, CancellationToken cancel)
    {
        var all = await queues.ListAsync(caller.TeamId, cancel);
        var counts = await queues.CountAsync(caller.TeamId, queue: null, cancel);
        var completed = counts.Single(count => count.Status == SeedStatus.Completed);
        return TypedResults.Ok(new Response(
            all.Count,
            [.. counts.Where(count => count.Count > 0).Select(count => new JobCount(SeedWords.Statuses.Word(count.Status), count.Count))],
            new Processing(completed.MeanSeconds, completed.Count)));
    }

    internal sealed record Response(
        [property: JsonPropertyName("total_queues")] int TotalQueues,
        [property: JsonPropertyName("job_statistics")] IReadOnlyList<JobCount> JobStatistics,
        [property: JsonPropertyName("processing_statistics")] Processing ProcessingStatistics);

    internal sealed record JobCount(string Status, int Count);

    internal sealed record Processing(
        [property: JsonPropertyName("avg_processing_time")] double? MeanSeconds,
        [property: JsonPropertyName("total_completed_jobs")] int Completed);
}
