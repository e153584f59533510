using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ChangeQueue
{
    // Several words in one ("paused,stopped") are read as the sum of their values, which may be none of the words.
    /// <summary>What is left out, or null, stays as it is. A limit of 10,000 is any number.</summary>
    public sealed record Request(
        [StringLength(200, MinimumLength = 1), RegularExpression(@"[\s\S]*\S[\s\S]*", ErrorMessage = "A title is not blank.")]
        string? Title = null,
        [EnumDataType(typeof(QueueMode))] QueueMode? Mode = null,
        [EnumDataType(typeof(QueueState))] QueueState? State = null,
        [EnumDataType(typeof(QueuePolicy))] QueuePolicy? Policy = null,
        [Range(1, JobsOptions.NoLimit)] int? MaxRunningItems = null,
        [Range(1, JobsOptions.NoLimit)] int? MaxRunningJobs = null,
        [Range(1, JobsOptions.NoLimit)] int? MaxItemsPerJob = null,
        [StringLength(2000)] string? Description = null,
        [QueueSettings] JsonElement? Settings = null);

    public static void MapChangeQueue(this RouteGroupBuilder group) => group
        .MapPatch("/{id:guid}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(ChangeQueue))
        .WithSummary("Change a queue: pause it, widen it, release what waits in it. Shared ones are changed by admins only.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<QueueView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, IQueues queues, CancellationToken cancel)
    {
        var change = new QueueChange(
            request.Title?.Trim(), request.Mode, request.State, request.Policy, request.MaxRunningItems, request.MaxRunningJobs,
            request.MaxItemsPerJob, request.Description, request.Settings);
        var isAdmin = caller.Role == Role.Admin;
        var outcome = await queues.UpdateAsync(caller.TeamId, id, change, shared: isAdmin, cancel);
        var queue = outcome == ChangeOutcome.NotFound ? null : await queues.FindAsync(caller.TeamId, id, cancel);
        return (outcome, queue) switch
        {
            (_, null) => Problems.QueueNotFound.ToResult($"There is no queue {id}."),
            (ChangeOutcome.Done, _) => TypedResults.Ok(queue),
            _ when queue.Shared && !isAdmin => Problems.QueueShared.ToResult($"Queue {queue.Title} is shared: admins change it."),
            _ => Problems.QueueExists.ToResult($"There is a queue {change.Title} already."),
        };
    }
}
