using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Suite.Access;

namespace Suite.Jobs;

internal static class LeaseItems
{
    public static void MapLeaseItems(this RouteGroupBuilder group) => group
        .MapPost("/lease", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(WorkerRoutes.SmallBody))
        .WithName(nameof(LeaseItems))
        .WithSummary("Take items to work on. With `waitSeconds` the answer comes when there are some, or when the time is over.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        Caller caller,
        ExternalLeases leases,
        ExternalResults results,
        IOptions<JobsOptions> options,
        CancellationToken cancel)
    {
        var steps = request.Kinds.Select(wanted => $"{wanted.Kind}/{wanted.Step}").Distinct().ToArray();
        if (Array.Find(steps, step => !results.MayLease(step)) is { } ours)
            return Problems.StepNotLeasable.ToResult($"{ours} runs in the suite's own processes and is not given to external workers.");

        var leased = await leases.LeaseAsync(
            new Claimant(request.Worker, steps, caller.TeamId), request.Queue, request.Max, TimeSpan.FromSeconds(request.WaitSeconds), cancel);
        return TypedResults.Ok(new Response([.. leased.Select(Item)], options.Value.Heartbeat.TotalSeconds));
    }

    private static LeasedItem Item(RunningItem item) => new(
        item.AttemptId, item.ItemId, item.JobId, item.Queue, item.Kind, item.Step, item.Attempt, item.MaxAttempts, item.AssetId,
        item.AssetId is { } asset ? $"/api/assets/{asset}/content" : null, item.Input, item.JobConfig, item.LeaseUntil,
        JobTracing.HandOut(item));

    /// <param name="Worker">A name of the worker's choice; attempts and the list of workers show it.</param>
    /// <param name="Kinds">What it can do.</param>
    /// <param name="Queue">Only from this queue, by its name.</param>
    /// <param name="Max">Items at the most.</param>
    /// <param name="WaitSeconds">How long to wait for the first item.</param>
    public sealed record Request(
        [Required, RegularExpression(@"^[\w.:@-]{1,100}$", ErrorMessage = "worker is made of letters, digits and . : @ - _, at most 100.")]
        string Worker,
        [Required, Length(1, 50)] IReadOnlyList<Wanted> Kinds,
        [StringLength(100, MinimumLength = 1)] string? Queue = null,
        [Range(1, 100)] int Max = 1,
        [Range(0, 30)] int WaitSeconds = 0) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Kinds.Contains(null!))
                yield return new ValidationResult("A kind cannot be null.", [nameof(Kinds)]);
        }
    }

    public sealed record Wanted(
        [Required, StringLength(100, MinimumLength = 1)] string Kind, [Required, StringLength(100, MinimumLength = 1)] string Step);

    /// <param name="HeartbeatSeconds">How often the leases want to be extended.</param>
    internal sealed record Response(IReadOnlyList<LeasedItem> Items, double HeartbeatSeconds);

    /// <param name="AttemptId">The fence token: what the item is ended with, and kept alive.</param>
    /// <param name="ContentUrl">Where the asset's bytes are, with the same key.</param>
    /// <param name="LeaseUntil">Without a heartbeat until then, another worker gets the item.</param>
    /// <param name="Traceparent">W3C trace context, for spans of the worker's own.</param>
    internal sealed record LeasedItem(
        long AttemptId,
        long ItemId,
        Guid JobId,
        string Queue,
        string Kind,
        string Step,
        int Attempt,
        int MaxAttempts,
        Guid? AssetId,
        string? ContentUrl,
        JsonElement? Input,
        JsonElement? JobConfig,
        DateTimeOffset LeaseUntil,
        string? Traceparent);
}
