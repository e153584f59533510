using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets.Collections;

internal static class AddToCollection
{
    public static void MapAddToCollection(this RouteGroupBuilder group) => group
        .MapPut("/{id:guid}/assets/{assetId:guid}", Handle)
        .WithName(nameof(AddToCollection))
        .WithSummary("Put an asset into a collection. Once or twice is the same.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Guid assetId, Caller caller, CollectionStore collections, CancellationToken cancel)
    {
        if (await collections.AddAsync(caller.TeamId, id, assetId, cancel))
            return TypedResults.NoContent();
        return await collections.FindAsync(caller.TeamId, id, cancel) is null
            ? Problems.CollectionNotFound.ToResult($"There is no collection {id}.")
            : Problems.AssetNotFound.ToResult($"There is no asset {assetId}.");
    }
}
