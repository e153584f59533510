using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Assets;

internal static class ListAssets
{
    public static void MapListAssets(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListAssets))
        .WithSummary("The team's assets. `q` looks for words in file names and descriptions.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Page<AssetView>>> Handle(
        Caller caller,
        AssetStore assets,
        string? kind,
        string? state,
        Guid? collectionId,
        string? q,
        string? sort,
        int? limit,
        string? cursor,
        CancellationToken cancel,
        bool deleted = false)
    {
        var filter = new AssetFilter(
            Words.Parse<AssetKind>(nameof(kind), kind),
            Words.Parse<AssetState>(nameof(state), state),
            collectionId,
            q?.Replace("\0", ""),
            deleted,
            Words.Parse<AssetSort>(nameof(sort), sort) ?? AssetSort.Newest);
        return TypedResults.Ok(await assets.ListAsync(caller.TeamId, filter, Paging.Limit(limit), cursor, cancel));
    }
}
