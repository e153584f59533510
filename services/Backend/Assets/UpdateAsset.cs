using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Assets.Upload;

namespace Suite.Assets;

internal static class UpdateAsset
{
    public static void MapUpdateAsset(this RouteGroupBuilder group) => group
        .MapPatch("/{id:guid}", Handle)
        .WithName(nameof(UpdateAsset))
        .WithSummary("Change description or file name. What is left out stays; an empty description removes it.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<AssetView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, AssetStore assets, CancellationToken cancel)
    {
        var fileName = request.FileName is null ? null : FileNames.Clean(request.FileName);
        if (!await assets.DescribeAsync(caller.TeamId, id, request.Description, fileName, cancel))
            return Problems.AssetNotFound.ToResult($"There is no asset {id}.");
        return TypedResults.Ok((await assets.CardsAsync(caller.TeamId, [id], cancel))[id]);
    }

    public sealed record Request(
        [StringLength(4000), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Description,
        [StringLength(FileNames.MaxLength, MinimumLength = 1)] string? FileName);
}
