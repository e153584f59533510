using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class GetQueue
{
    public static void MapGetQueue(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetQueue))
        .WithSummary("One queue with its limits, and how much of the team's work waits and runs in it.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<QueueView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IQueues queues, CancellationToken cancel) =>
        await queues.FindAsync(caller.TeamId, id, cancel) is { } queue
            ? TypedResults.Ok(queue)
            : Problems.QueueNotFound.ToResult($"There is no queue {id}.");
}
