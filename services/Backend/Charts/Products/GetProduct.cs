using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Products;

internal static class GetProduct
{
    public static void MapGetProduct(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetProduct))
        .WithSummary("A product, with how many images and results it has.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ProductView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ProductStore products, CancellationToken cancel) =>
        await products.FindAsync(caller.TeamId, id, cancel) is { } product
            ? TypedResults.Ok(product)
            : Problems.ProductNotFound.ToResult($"There is no product {id}.");
}
