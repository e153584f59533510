using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets.Collections;

internal static class RemoveFromCollection
{
    public static void MapRemoveFromCollection(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}/assets/{assetId:guid}", Handle)
        .WithName(nameof(RemoveFromCollection))
        .WithSummary("Take an asset out of a collection.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Guid assetId, Caller caller, CollectionStore collections, CancellationToken cancel) =>
        await collections.RemoveAsync(caller.TeamId, id, assetId, cancel)
            ? TypedResults.NoContent()
            : Problems.CollectionNotFound.ToResult($"Collection {id} does not hold asset {assetId}.");
}
