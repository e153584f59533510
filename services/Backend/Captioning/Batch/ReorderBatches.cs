using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class ReorderBatches
{
    public static void MapReorderBatches(this RouteGroupBuilder group) => group
        .MapPost("/reorder", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ReorderBatches))
        .WithSummary("Put waiting batches into this order (`jobIds`, the most urgent first), or change one's priority (`jobId`, `priority`).")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, IJobControl control, BatchReader batches, CancellationToken cancel)
    {
        var wanted = request.JobIds?.Distinct().ToList() ?? [request.JobId!.Value];
        if (wanted.Except(await batches.KnownAsync(caller.TeamId, wanted, cancel)).ToList() is [var unknown, ..])
            return Problems.BatchNotFound.ToResult($"There is no batch {unknown}.");

        if (request.JobIds is not null)
            return TypedResults.Ok(new Response(true, await control.ReorderAsync(caller.TeamId, wanted, cancel)));
        return await control.SetPriorityAsync(caller.TeamId, wanted[0], request.Priority!.Value, cancel) == ChangeOutcome.Done
            ? TypedResults.Ok(new Response(true, 1))
            : Problems.BatchFinished.ToResult($"Batch {wanted[0]} has already ended or was cancelled before.");
    }

    /// <summary>Either an order, or one job with its priority.</summary>
    public sealed record Request(
        [Length(1, 1_000)] Guid[]? JobIds = null, Guid? JobId = null, [Range(0, 1_000_000)] int? Priority = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (JobIds is null ? JobId is null || Priority is null : JobId is not null || Priority is not null)
                yield return new ValidationResult("Give either jobIds, or jobId with priority.", [nameof(JobIds)]);
        }
    }

    internal sealed record Response(bool Success, int UpdatedJobs);
}
