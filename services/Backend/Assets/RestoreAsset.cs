using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets;

internal static class RestoreAsset
{
    public static void MapRestoreAsset(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/restore", Handle)
        .WithName(nameof(RestoreAsset))
        .WithSummary("Bring a deleted asset back, with its insights and collections.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<AssetView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, AssetStore assets, CancellationToken cancel) =>
        await assets.RestoreAsync(caller.TeamId, id, cancel) switch
        {
            RestoreOutcome.Restored => TypedResults.Ok((await assets.CardsAsync(caller.TeamId, [id], cancel))[id]),
            RestoreOutcome.Duplicate => Problems.AssetDuplicate.ToResult("The same file was uploaded again after the deletion."),
            _ => Problems.AssetNotFound.ToResult($"There is no deleted asset {id}."),
        };
}
