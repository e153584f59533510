using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Assets.Collections;

internal static class ListCollections
{
    public static void MapListCollections(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListCollections))
        .WithSummary("The team's collections, newest first. Their assets are listed by `/api/assets?collectionId=`.");

    internal static async Task<Ok<Page<CollectionView>>> Handle(
        Caller caller, CollectionStore collections, int? limit, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await collections.ListAsync(caller.TeamId, Paging.Limit(limit), cursor, cancel));
}
