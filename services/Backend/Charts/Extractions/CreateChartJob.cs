using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Charts.Extractions;

internal static class CreateChartJob
{
    public static void MapCreateChartJob(this RouteGroupBuilder group) => group
        .MapPost("/job/create", Handle)
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateChartJob))
        .WithSummary("Read the curve off an image of a product. Without `queue_id` it goes through the shared queue.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Ok<Response>> Handle(
        ExtractionRequest.Request request,
        Caller caller,
        ExtractionPlan plan,
        CancellationToken cancel,
        [FromQuery(Name = "queue_id")] Guid? queueId = null) =>
        TypedResults.Ok(new Response(await plan.EnqueueAsync(caller, queueId, request, cancel), "The job was created."));

    internal sealed record Response([property: JsonPropertyName("job_id")] Guid JobId, string Message);
}
