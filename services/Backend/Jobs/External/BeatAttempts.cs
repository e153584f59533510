using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class BeatAttempts
{
    public static void MapBeatAttempts(this RouteGroupBuilder group) => group
        .MapPost("/heartbeat", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(WorkerRoutes.SmallBody))
        .WithName(nameof(BeatAttempts))
        .WithSummary("Extend leases and report progress. Says of each attempt whether it is still held, lost, or cancelled.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Response>> Handle(
        Request request, Caller caller, ExternalAttempts attempts, CancellationToken cancel) =>
        TypedResults.Ok(new Response(await attempts.BeatAsync(
            caller.TeamId,
            [.. request.Attempts.DistinctBy(beat => beat.AttemptId).Select(beat => (beat.AttemptId, beat.Progress))],
            cancel)));

    public sealed record Request([Required, Length(1, 200)] IReadOnlyList<Beat> Attempts) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Attempts.Contains(null!))
                yield return new ValidationResult("An attempt cannot be null.", [nameof(Attempts)]);
        }
    }

    /// <param name="Progress">0 to 100; it never goes back.</param>
    public sealed record Beat(long AttemptId, [Range(0, 100)] int? Progress = null);

    internal sealed record Response(IReadOnlyList<AttemptStanding> Attempts);
}
