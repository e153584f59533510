using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Suite.Access;

namespace Suite.Jobs;

internal static class CompleteAttempt
{
    public static void MapCompleteAttempt(this RouteGroupBuilder group) => group
        .MapPost("/attempts/{attemptId:long}/complete", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody(group)))
        .WithName(nameof(CompleteAttempt))
        .WithSummary("End an attempt with its output. Bears repetition.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long attemptId, Request request, Caller caller, ExternalAttempts attempts, CancellationToken cancel) =>
        await attempts.CompleteAsync(caller.TeamId, attemptId, request.Output, request.Tokens ?? 0, cancel) is { } problem
            ? problem
            : TypedResults.NoContent();

    // A character of JSON takes four bytes at the most.
    private static long LargestBody(IEndpointRouteBuilder routes) =>
        (routes.ServiceProvider.GetRequiredService<IOptions<JobsOptions>>().Value.MaxOutputLength * 4L) + WorkerRoutes.SmallBody;

    /// <param name="Output">Any JSON, at most <c>Jobs:MaxOutputLength</c> characters.</param>
    /// <param name="Tokens">Counts against limits of tokens per minute.</param>
    public sealed record Request(JsonElement? Output = null, [Range(0, 1_000_000_000)] long? Tokens = null);
}
