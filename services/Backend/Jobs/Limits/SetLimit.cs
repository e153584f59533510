using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class SetLimit
{
    public static void MapSetLimit(this RouteGroupBuilder group) => group
        .MapPut("/{key}", Handle)
        .WithName(nameof(SetLimit))
        .WithSummary("Set a usage limit, or change it: it holds from the next claim on, on all replicas. What runs goes on.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Ok<LimitView>> Handle(
        string key, Request request, Caller caller, LimitStore limits, CancellationToken cancel) =>
        TypedResults.Ok(LimitView.Of(await limits.SetAsync(caller, key, request, cancel)));

    /// <summary>What is left out is not limited; 0 lets nothing start.</summary>
    public sealed record Request(
        [Range(0, 1_000_000)] int? MaxRunning = null,
        [Range(0, 1_000_000)] int? PerMinute = null,
        [Range(0L, 1_000_000_000_000)] long? TokensPerMinute = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (this is { MaxRunning: null, PerMinute: null, TokensPerMinute: null })
                yield return new ValidationResult("Give maxRunning, perMinute or tokensPerMinute; to have no limit, delete it.");
        }
    }
}
