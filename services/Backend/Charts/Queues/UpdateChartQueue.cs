using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Queues;

internal static class UpdateChartQueue
{
    public static void MapUpdateChartQueue(this RouteGroupBuilder group) => group
        .MapPut("/queue/{id:guid}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(UpdateChartQueue))
        .WithSummary("Change a queue of the team: what is left out stays. `status`: active, paused or stopped.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ChartQueueView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, ChartQueues queues, IQueues all, CancellationToken cancel)
    {
        var change = new QueueChange(
            request.Name?.Trim(),
            SeedWords.Modes.ParseOrNull("mode", request.Mode),
            SeedWords.QueueStates.ParseOrNull("status", request.Status),
            SeedWords.Policies.ParseOrNull("priority", request.Priority),
            request.MaxConcurrentJobs,
            request.MaxConcurrentJobs,
            Description: request.Description,
            Settings: QueueSettings.OrNull(request.Settings));
        if (await queues.FindAsync(caller.TeamId, id, cancel) is not { } before)
            return Problems.QueueNotFound.ToResult($"There is no queue {id}.");
        var isAdmin = caller.Role == Role.Admin;
        if (await all.UpdateAsync(caller.TeamId, id, change, shared: isAdmin, cancel) == ChangeOutcome.Refused)
            return before.Shared && !isAdmin
                ? Problems.QueueRefuses.ToResult("The queue is shared by all teams; administrators change it.")
                : Problems.QueueExists.ToResult($"There is a queue called {change.Title} already.");
        return await queues.FindAsync(caller.TeamId, id, cancel) is { } after
            ? TypedResults.Ok(ChartQueueView.Of(after, await queues.CountAsync(caller.TeamId, after, cancel)))
            : Problems.QueueNotFound.ToResult($"There is no queue {id}.");
    }

    public sealed record Request(
        string? Status = null,
        [property: JsonPropertyName("max_concurrent_jobs")]
        [Range(1, 1000)] int? MaxConcurrentJobs = null,
        JsonElement? Settings = null,
        [StringLength(200, MinimumLength = 1), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string? Name = null,
        string? Mode = null,
        string? Priority = null,
        [StringLength(2000), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Description = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => QueueSettings.Check(Settings);
    }
}
