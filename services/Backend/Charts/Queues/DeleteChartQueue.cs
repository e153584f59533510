using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Queues;

internal static class DeleteChartQueue
{
    public static void MapDeleteChartQueue(this RouteGroupBuilder group) => group
        .MapDelete("/queue/{id:guid}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(DeleteChartQueue))
        .WithSummary("Delete a queue of the team that has no unfinished jobs. Finished ones and their results stay.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ChartQueues queues, IQueues all, CancellationToken cancel)
    {
        if (await queues.FindAsync(caller.TeamId, id, cancel) is not { } queue)
            return Problems.QueueNotFound.ToResult($"There is no queue {id}.");
        if (queue.Shared)
            return Problems.QueueRefuses.ToResult("The queue is shared by all teams and cannot be deleted.");
        return await all.DeleteAsync(caller.TeamId, id, cancel) switch
        {
            ChangeOutcome.Done => TypedResults.Ok(new Response($"Queue {queue.Title} was deleted.")),
            ChangeOutcome.Refused => Problems.QueueRefuses.ToResult($"Queue {queue.Title} has unfinished jobs: cancel them, or wait."),
            _ => Problems.QueueNotFound.ToResult($"There is no queue {id}."),
        };
    }

    internal sealed record Response(string Message);
}
