using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Charts.Products;

internal static class CreateProduct
{
    public static void MapCreateProduct(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .RequireAuthorization(Policies.Manager)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateProduct))
        .WithSummary("Create a product, whose charts are to be read. A part number exists once in a team.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Created<ProductView>> Handle(
        ProductRequest.Request request, Caller caller, ProductStore products, CancellationToken cancel)
    {
        var id = await products.CreateAsync(caller.TeamId, request.Fields, cancel);
        return TypedResults.Created($"/api/products/{id}", await products.FindAsync(caller.TeamId, id, cancel));
    }
}
