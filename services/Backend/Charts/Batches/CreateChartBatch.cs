using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Charts.Extractions;
using Suite.Platform;

namespace Suite.Charts.Batches;

internal static class CreateChartBatch
{
    public static void MapCreateChartBatch(this RouteGroupBuilder group) => group
        .MapPost("/batch/create", Handle)
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateChartBatch))
        .WithSummary("Read many images: all of them, or none when one of them cannot be read for sure. The body is an array of jobs.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Ok<Response>> Handle(
        List<ExtractionRequest.Request> requests,
        Caller caller,
        ExtractionPlan plan,
        CancellationToken cancel,
        [FromQuery(Name = "queue_id")] Guid? queueId = null)
    {
        var (batch, jobs) = await plan.EnqueueBatchAsync(caller, queueId, requests, cancel);
        return TypedResults.Ok(new Response(batch, jobs, $"{jobs.Count} jobs were created."));
    }

    internal sealed record Response(
        [property: JsonPropertyName("batch_id")] Guid BatchId,
        [property: JsonPropertyName("job_ids")] IReadOnlyList<Guid> JobIds,
        string Message);
}
