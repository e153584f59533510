using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class DeleteQueue
{
    public static void MapDeleteQueue(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(DeleteQueue))
        .WithSummary("Delete a queue of the team that has no unfinished jobs. Its finished ones stay.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IQueues queues, CancellationToken cancel)
    {
        var queue = await queues.FindAsync(caller.TeamId, id, cancel);
        return (queue is null ? ChangeOutcome.NotFound : await queues.DeleteAsync(caller.TeamId, id, cancel)) switch
        {
            ChangeOutcome.Done => TypedResults.NoContent(),
            ChangeOutcome.NotFound => Problems.QueueNotFound.ToResult($"There is no queue {id}."),
            _ when queue!.Shared => Problems.QueueShared.ToResult($"Queue {queue.Title} is shared by all teams and is not deleted."),
            _ => Problems.QueueInUse.ToResult($"Queue {queue!.Title} has unfinished jobs: cancel them or let them end."),
        };
    }
}
