using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class CreateQueue
{
    /// <summary>Limits: null, or 10,000, is any number.</summary>
    /// <param name="Settings">An object of the client's own; kept as it came.</param>
    /// <param name="Lean">See <see cref="QueueView"/>; it cannot be changed later.</param>
    public sealed record Request(
        [Required, StringLength(200, MinimumLength = 1)] string Title,
        [EnumDataType(typeof(QueueMode))] QueueMode Mode = QueueMode.Automatic,
        [EnumDataType(typeof(QueuePolicy))] QueuePolicy Policy = QueuePolicy.Priority,
        [Range(1, JobsOptions.NoLimit)] int? MaxRunningItems = null,
        [Range(1, JobsOptions.NoLimit)] int? MaxRunningJobs = null,
        [Range(1, JobsOptions.NoLimit)] int? MaxItemsPerJob = null,
        [StringLength(2000)] string? Description = null,
        [QueueSettings] JsonElement? Settings = null,
        bool Lean = false);

    public static void MapCreateQueue(this RouteGroupBuilder group) => group
        .MapPost("", Handle)
        .RequireAuthorization(Policies.Manager)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateQueue))
        .WithSummary("Found a queue of the team.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<QueueView>, ProblemHttpResult>> Handle(
        Request request, Caller caller, IQueues queues, CancellationToken cancel)
    {
        var queue = await queues.CreateAsync(
            caller.TeamId,
            new NewQueue(
                request.Title.Trim(), request.Mode, request.Policy, request.MaxRunningItems, request.MaxRunningJobs,
                request.MaxItemsPerJob, request.Description, request.Settings, request.Lean),
            cancel);
        return queue is null
            ? Problems.QueueExists.ToResult($"There is a queue {request.Title.Trim()} already.")
            : TypedResults.Created($"/api/job-queues/{queue.Id}", queue);
    }
}
