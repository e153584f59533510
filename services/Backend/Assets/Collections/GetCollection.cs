using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets.Collections;

internal static class GetCollection
{
    public static void MapGetCollection(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetCollection))
        .WithSummary("A collection.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, CollectionStore collections, CancellationToken cancel) =>
        await collections.FindAsync(caller.TeamId, id, cancel) is { } collection
            ? TypedResults.Ok(collection)
            : Problems.CollectionNotFound.ToResult($"There is no collection {id}.");
}
