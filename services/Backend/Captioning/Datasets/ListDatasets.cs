using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Captioning;

internal static class ListDatasets
{
    public static void MapListDatasets(this RouteGroupBuilder group) => group
        .MapGet("", Handle)
        .WithName(nameof(ListDatasets))
        .WithSummary("The team's datasets, newest first. Their images are listed by `/api/assets?collectionId=`.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Page<DatasetView>>> Handle(
        Caller caller, DatasetStore datasets, int? limit, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await datasets.ListAsync(caller.TeamId, Paging.Limit(limit), cursor, cancel));
}
