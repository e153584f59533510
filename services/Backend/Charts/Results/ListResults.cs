using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Charts.Products;
using Suite.Platform;

namespace Suite.Charts.Results;

internal static class ListResults
{
    public static void MapListResults(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/results", Handle)
        .WithName(nameof(ListResults))
        .WithSummary("What was read off a product's charts, in the order in which it was read; without the rows.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<ResultView>>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ProductStore products, ResultStore results, int? limit, string? cursor, CancellationToken cancel)
    {
        if (await products.FindAsync(caller.TeamId, id, cancel) is null)
            return Problems.ProductNotFound.ToResult($"There is no product {id}.");
        var page = await results.ListAsync(caller.TeamId, id, Paging.Limit(limit), cursor, cancel);
        return TypedResults.Ok(new Page<ResultView>(
            [.. page.Items.Select(result => ResultView.Of(result, withRows: false))], page.NextCursor));
    }
}
