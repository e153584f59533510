using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Captioning;

internal static class CreateBatch
{
    public static void MapCreateBatch(this RouteGroupBuilder group) => group
        .MapPost("/create", Handle)
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateBatch))
        .WithSummary("Caption images under perspectives, as one job.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        Caller caller,
        IJobQueue jobs,
        ImageSource images,
        BatchPlan plan,
        PerspectiveLibrary library,
        CancellationToken cancel)
    {
        if (request.Dependencies is { Length: > 0 })
            return Problems.InvalidDependencies.ToResult("Jobs cannot wait for other jobs yet; leave dependencies out.");
        var asked = request.Perspectives.Distinct().Select(library.Find).ToList();
        if (asked.IndexOf(null) is >= 0 and var unknown)
            return Problems.UnknownPerspective.ToResult($"There is no perspective {request.Perspectives.Distinct().ElementAt(unknown)}.");

        var names = request.Images.Distinct().ToList();
        var found = await images.FindAsync(caller.TeamId, names, cancel);
        var items = await plan.ItemsAsync(caller.TeamId, request.Type, names, found, asked!, cancel);
        var config = new BatchConfig(request.Type, names, [.. asked.Select(perspective => perspective!.Name)], request.Options);
        var enqueued = await jobs.EnqueueAsync(
            new NewJob(caller.TeamId, BatchPlan.Queue, BatchPlan.Kind, items, request.Priority, config.ToJson(), caller.UserId), cancel);

        var position = await jobs.JobsAheadAsync(caller.TeamId, enqueued.JobId, cancel);
        return TypedResults.Created(
            $"/api/perspectives/batch/status/{enqueued.JobId}",
            new Response(enqueued.JobId, "pending", enqueued.CreatedAt, position));
    }

    /// <param name="Images">Asset ids, or paths in the workspace; an image named twice counts once.</param>
    /// <param name="Priority">A smaller number runs sooner.</param>
    public sealed record Request(
        [Required, AllowedValues(
            BatchWords.MultiPerspective, BatchWords.DatasetPerspective, BatchWords.Backfill, BatchWords.DependencyChain)]
        string Type,
        [Required, Length(1, 10_000)] string[] Images,
        [Required, Length(1, 100)] string[] Perspectives,
        BatchOptions? Options = null,
        [Range(0, 1_000_000)] int Priority = JobPriority.Normal,
        Guid[]? Dependencies = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Images.Any(string.IsNullOrEmpty))
                yield return new ValidationResult("An image cannot be null or empty.", [nameof(Images)]);
            if (Perspectives.Any(string.IsNullOrEmpty))
                yield return new ValidationResult("A perspective cannot be null or empty.", [nameof(Perspectives)]);
        }
    }

    /// <param name="Position">Jobs of the queue that run before this one.</param>
    internal sealed record Response(Guid JobId, string Status, DateTimeOffset CreatedAt, int Position);
}
