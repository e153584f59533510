using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets;

internal static class DeleteAsset
{
    public static void MapDeleteAsset(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}", Handle)
        .WithName(nameof(DeleteAsset))
        .WithSummary("Delete an asset softly: it leaves lists, search and content, and can be restored.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Caller caller, AssetStore assets, CancellationToken cancel) =>
        await assets.DeleteAsync(caller.TeamId, id, cancel)
            ? TypedResults.NoContent()
            : Problems.AssetNotFound.ToResult($"There is no asset {id}.");
}
