using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
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
        IJobControl control,
        ImageSource images,
        BatchPlan plan,
        PerspectiveStore perspectives,
        CancellationToken cancel)
    {
        var library = await perspectives.LibraryAsync(caller.TeamId, cancel);
        var asked = new List<Perspective>();
        foreach (var name in request.Perspectives.Distinct())
        {
            if (library.Find(name) is not { } perspective)
                return Problems.UnknownPerspective.ToResult($"There is no perspective {name}.");
            if (!library.IsOn(perspective.Module))
                return Problems.PerspectiveDisabled.ToResult($"{name} belongs to the module {perspective.Module}, which is switched off.");
            asked.Add(perspective);
        }

        var names = request.Images.Distinct().ToList();
        var found = await images.FindAsync(caller.TeamId, names, cancel);
        var items = await plan.ItemsAsync(caller.TeamId, request.Type, names, found, asked, library, cancel);
        var config = new BatchConfig(request.Type, names, [.. asked.Select(perspective => perspective.Name)], request.Options);
        var enqueued = await jobs.EnqueueAsync(
            new NewJob(
                caller.TeamId, BatchPlan.Queue, BatchPlan.Kind, items, request.Priority, config.ToJson(), caller.UserId,
                DependsOn: request.Dependencies?.Distinct().ToList(),
                LimitKeys: LimitKeysOf(caller, request.Options?.Provider)),
            cancel);

        var explained = await control.ExplainAsync(caller.TeamId, enqueued.JobId, cancel);
        return TypedResults.Created(
            $"/api/perspectives/batch/status/{enqueued.JobId}",
            new Response(enqueued.JobId, "pending", enqueued.CreatedAt, explained?.JobsAhead ?? 0, explained?.EstimatedStart));
    }

    private static IReadOnlyList<string> LimitKeysOf(Caller caller, string? provider) => string.IsNullOrEmpty(provider)
        ? UsageKeys.OfCaller(caller)
        : [.. UsageKeys.OfCaller(caller), .. UsageKeys.OfProvider(caller.TeamId, provider)];

    /// <param name="Images">Asset ids, or paths in the workspace; an image named twice counts once.</param>
    /// <param name="Priority">A smaller number runs sooner.</param>
    /// <param name="Dependencies">Jobs of the team that must have ended before this one begins.</param>
    public sealed record Request(
        [Required, AllowedValues(
            BatchWords.MultiPerspective, BatchWords.DatasetPerspective, BatchWords.Backfill, BatchWords.DependencyChain)]
        string Type,
        [Required, Length(1, 10_000)] string[] Images,
        [Required, Length(1, 100)] string[] Perspectives,
        Options? Options = null,
        [Range(0, 1_000_000)] int Priority = JobPriority.Normal,
        [MaxLength(100)] Guid[]? Dependencies = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Images.Any(string.IsNullOrEmpty))
                yield return new ValidationResult("An image cannot be null or empty.", [nameof(Images)]);
            if (Perspectives.Any(string.IsNullOrEmpty))
                yield return new ValidationResult("A perspective cannot be null or empty.", [nameof(Perspectives)]);
        }
    }

    /// <summary>Options of a batch in graphcap's own names.</summary>
    public sealed record Options(
        [property: JsonPropertyName("max_tokens")]
        [Range(1, 32_768)] int? MaxTokens = null,
        [Range(0.0, 2.0)] double? Temperature = null,
        [property: JsonPropertyName("top_p")]
        [Range(0.0, 1.0)] double? TopP = null,
        [property: JsonPropertyName("repetition_penalty")]
        [Range(0.1, 2.0)] double? RepetitionPenalty = null,
        [StringLength(100)] string? Provider = null,
        [property: JsonPropertyName("global_context")]
        [StringLength(20_000)] string? GlobalContext = null,
        bool? Resize = null,
        [property: JsonPropertyName("resize_resolution")]
        [AllowedValues(
            null, ResizeBound.Vga, ResizeBound.Hd, ResizeBound.FullHd, ResizeBound.QuadHd, ResizeBound.FourK, ResizeBound.EightK)]
        string? ResizeResolution = null)
    {
        /// <summary>A model of the provider's. Batches leave that to the provider.</summary>
        internal string? Model { get; init; }
    }

    /// <param name="Position">Jobs of the queue that run before this one.</param>
    /// <param name="EstimatedStartTime">Learnt from what was done before; absent when nothing is known yet.</param>
    internal sealed record Response(
        Guid JobId,
        string Status,
        DateTimeOffset CreatedAt,
        int Position,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EstimatedStartTime);
}
