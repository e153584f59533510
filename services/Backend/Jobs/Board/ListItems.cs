using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class ListItems
{
    public static void MapListItems(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/items", Handle)
        .WithName(nameof(ListItems))
        .WithSummary("A job's items in their order.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<ItemView>>, ProblemHttpResult>> Handle(
        Guid id,
        Caller caller,
        IJobQueue jobs,
        CancellationToken cancel,
        string? state = null,
        int? limit = null,
        string? cursor = null)
    {
        if (!States.TryParse<ItemState>(state, out var wanted))
            return Problems.InvalidFilter.ToResult($"state is one of {States.Words<ItemState>()}.");
        if (await jobs.FindAsync(caller.TeamId, id, cancel) is null)
            return Problems.JobNotFound.ToResult($"There is no job {id}.");

        return TypedResults.Ok(await jobs.ListItemsAsync(caller.TeamId, id, wanted, Paging.Limit(limit), cursor, cancel));
    }
}
