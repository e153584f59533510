using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class GetItem
{
    public static void MapGetItem(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/items/{itemId:long}", Handle)
        .WithName(nameof(GetItem))
        .WithSummary("One item: what went in, what came out, and every attempt at it.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, long itemId, Caller caller, IJobQueue jobs, BoardStore board, CancellationToken cancel)
    {
        var item = await jobs.FindItemAsync(caller.TeamId, itemId, cancel);
        if (item is null || item.JobId != id)
            return Problems.ItemNotFound.ToResult($"Job {id} has no item {itemId}.");

        return TypedResults.Ok(new Response(
            item.Id, item.JobId, item.Step, item.AssetId, item.State, item.Progress, item.Attempts, item.Error, item.Input, item.Result,
            item.CreatedAt, item.StartedAt, item.FinishedAt, item.NextRunAt, await board.AttemptsAsync(itemId, cancel)));
    }

    /// <param name="Attempts">How many count.</param>
    /// <param name="History">All of them, at most the last 200; the one that runs comes last.</param>
    internal sealed record Response(
        long Id,
        Guid JobId,
        string Step,
        Guid? AssetId,
        ItemState State,
        int Progress,
        int Attempts,
        string? Error,
        JsonElement? Input,
        JsonElement? Result,
        DateTimeOffset CreatedAt,
        DateTimeOffset? StartedAt,
        DateTimeOffset? FinishedAt,
        DateTimeOffset? NextRunAt,
        IReadOnlyList<AttemptView> History);
}
