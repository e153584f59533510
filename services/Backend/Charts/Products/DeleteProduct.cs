using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Products;

internal static class DeleteProduct
{
    public static void MapDeleteProduct(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(DeleteProduct))
        .WithSummary("Delete a product with its images and results. Its unfinished jobs are cancelled; the files stay assets.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ProductStore products, IJobControl jobs, CancellationToken cancel)
    {
        foreach (var job in await products.JobsAsync(caller.TeamId, id, cancel))
            await jobs.CancelAsync(caller.TeamId, job, cancel);
        return await products.DeleteAsync(caller.TeamId, id, cancel)
            ? TypedResults.NoContent()
            : Problems.ProductNotFound.ToResult($"There is no product {id}.");
    }
}
