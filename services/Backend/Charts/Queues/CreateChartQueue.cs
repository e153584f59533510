using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Charts.Queues;

internal static class CreateChartQueue
{
    public static void MapCreateChartQueue(this RouteGroupBuilder group) => group
        .MapPost("/queue/create", Handle)
        .RequireAuthorization(Policies.Manager)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateChartQueue))
        .WithSummary("Found a queue of the team; it runs at once. `mode`: automatic or manual, `priority`: fifo, priority or custom.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, IQueues queues, CancellationToken cancel)
    {
        var queue = await queues.CreateAsync(
            caller.TeamId,
            new NewQueue(
                request.Name.Trim(),
                SeedWords.Modes.Parse("mode", request.Mode),
                SeedWords.Policies.Parse("priority", request.Priority),
                request.MaxConcurrentJobs,
                request.MaxConcurrentJobs,
                Description: request.Description,
                Settings: QueueSettings.OrNull(request.Settings)),
            cancel);
        return queue is not null
            ? TypedResults.Ok(new Response(queue.Id, $"Queue {queue.Title} was created."))
            : Problems.QueueExists.ToResult($"The team has a queue called {request.Name.Trim()}, or it is the name of a shared one.");
    }

    public sealed record Request(
        [Required, StringLength(200), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string Name,
        string? Mode = "automatic",
        [property: JsonPropertyName("max_concurrent_jobs")]
        [Range(1, 1000)] int MaxConcurrentJobs = 3,
        string? Priority = "fifo",
        [StringLength(2000), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Description = null,
        JsonElement? Settings = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => QueueSettings.Check(Settings);
    }

    internal sealed record Response([property: JsonPropertyName("queue_id")] Guid QueueId, string Message);
}
