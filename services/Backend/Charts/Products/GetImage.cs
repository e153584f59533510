using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Products;

internal static class GetImage
{
    public static void MapGetImage(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/images/{imageId:guid}", Handle)
        .WithName(nameof(GetImage))
        .WithSummary("An image of a product. Its bytes are at `filePath`.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ImageView>, ProblemHttpResult>> Handle(
        Guid id, Guid imageId, Caller caller, ImageStore images, CancellationToken cancel) =>
        await images.FindAsync(caller.TeamId, id, imageId, cancel) is { } image
            ? TypedResults.Ok(image)
            : Problems.ImageNotFound.ToResult($"Product {id} has no image {imageId}.");
}
