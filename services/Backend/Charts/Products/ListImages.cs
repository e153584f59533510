using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Charts.Products;

internal static class ListImages
{
    public static void MapListImages(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/images", Handle)
        .WithName(nameof(ListImages))
        .WithSummary("A product's images in the order of their upload. `status`: pending, processing, completed or failed.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<ImageView>>, ProblemHttpResult>> Handle(
        Guid id,
        Caller caller,
        ProductStore products,
        ImageStore images,
        string? status,
        int? limit,
        string? cursor,
        CancellationToken cancel)
    {
        if (status is not null)
            Words.Require(nameof(status), status, ImageStatus.All);
        return await products.FindAsync(caller.TeamId, id, cancel) is null
            ? Problems.ProductNotFound.ToResult($"There is no product {id}.")
            : TypedResults.Ok(await images.ListAsync(caller.TeamId, id, status, Paging.Limit(limit), cursor, cancel));
    }
}
