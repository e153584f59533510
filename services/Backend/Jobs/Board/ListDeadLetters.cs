using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class ListDeadLetters
{
    public static void MapListDeadLetters(this RouteGroupBuilder group) => group
        .MapGet("/dead-letters", Handle)
        .WithName(nameof(ListDeadLetters))
        .WithSummary(
            "Items that have failed for good, the newest first. `q` looks in errors, kinds and steps, and for the beginning of a job's id.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Page<DeadLetter>>> Handle(
        Caller caller,
        BoardStore board,
        CancellationToken cancel,
        string? queue = null,
        [StringLength(200)] string? q = null,
        int? limit = null,
        string? cursor = null) =>
        TypedResults.Ok(await board.DeadLettersAsync(caller.TeamId, queue, q, Paging.Limit(limit), cursor, cancel));
}
