using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Assets;

namespace Suite.Captioning;

internal static class AddImages
{
    public static void MapAddImages(this RouteGroupBuilder group) => group
        .MapPost("/{name}/images", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(AddImages))
        .WithSummary("Put assets into a dataset: all of them, or none when one does not exist.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string name, Request request, Caller caller, IAssets assets, ICollections collections, DatasetStore datasets, CancellationToken cancel)
    {
        if (await datasets.FindAsync(caller.TeamId, name, cancel) is not { } dataset)
            return Problems.DatasetNotFound.ToResult($"There is no dataset {name}.");
        var wanted = request.AssetIds.Distinct().ToList();
        var known = (await assets.FindManyAsync(caller.TeamId, wanted, cancel)).Select(asset => asset.Id);
        if (wanted.Except(known).ToList() is [var unknown, ..])
            return Problems.ImageNotFound.ToResult($"There is no asset {unknown}.");

        var added = await collections.AddAsync(caller.TeamId, dataset.Id, wanted, cancel);
        return TypedResults.Ok(new Response(added, wanted.Count - added));
    }

    public sealed record Request([Required, Length(1, 10_000)] Guid[] AssetIds);

    /// <param name="Duplicates">Those that it had already.</param>
    internal sealed record Response(int Added, int Duplicates);
}
