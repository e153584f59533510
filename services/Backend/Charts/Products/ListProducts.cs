using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Charts.Products;

internal static class ListProducts
{
    public static void MapListProducts(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListProducts))
        .WithSummary("The team's products, newest first. `q` is looked for in name, manufacturer and part number.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Page<ProductView>>> Handle(
        Caller caller, ProductStore products, string? q, string? deviceType, int? limit, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await products.ListAsync(caller.TeamId, q, deviceType, Paging.Limit(limit), cursor, cancel));
}
