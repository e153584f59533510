using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Charts.Products;

namespace Suite.Charts.Results;

internal static class ExportResults
{
    /// <summary>Results that are in memory at once.</summary>
    private const int AtOnce = 20;

    public static void MapExportResults(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/results.csv", Handle)
        .WithName(nameof(ExportResults))
        .WithSummary("All of a product's results as one CSV: the image, x, y, and with presets their third column.")
        .Produces(StatusCodes.Status200OK, contentType: "text/csv")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ProductStore products, ResultStore results, CancellationToken cancel)
    {
        if (await products.FindAsync(caller.TeamId, id, cancel) is not { } product)
            return Problems.ProductNotFound.ToResult($"There is no product {id}.");
        var header = Csv.HeaderFor(await results.ColumnsAsync(caller.TeamId, id, cancel));
        return TypedResults.Stream(WriteAsync, Csv.ContentType, $"{product.PartNumber}.csv");

        async Task WriteAsync(Stream body)
        {
            await using var writer = new StreamWriter(body, new UTF8Encoding(false));
            await writer.WriteAsync(Csv.Header(header));
            string? cursor = null;
            do
            {
                var page = await results.ListAsync(caller.TeamId, id, AtOnce, cursor, cancel);
                foreach (var result in page.Items)
                    await writer.WriteAsync(Csv.RowsBelow(header, result).AsMemory(), cancel);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }
    }
}
