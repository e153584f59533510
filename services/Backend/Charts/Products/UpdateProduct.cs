using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Products;

internal static class UpdateProduct
{
    public static void MapUpdateProduct(this RouteGroupBuilder group) => group
        .MapPut("/{id:guid}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(UpdateProduct))
        .WithSummary("Replace what is said about a product.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ProductView>, ProblemHttpResult>> Handle(
        Guid id, ProductRequest.Request request, Caller caller, ProductStore products, CancellationToken cancel) =>
        await products.UpdateAsync(caller.TeamId, id, request.Fields, cancel)
            && await products.FindAsync(caller.TeamId, id, cancel) is { } product
            ? TypedResults.Ok(product)
            : Problems.ProductNotFound.ToResult($"There is no product {id}.");
}
