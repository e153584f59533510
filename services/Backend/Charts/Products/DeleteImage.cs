using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Products;

internal static class DeleteImage
{
    public static void MapDeleteImage(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}/images/{imageId:guid}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(DeleteImage))
        .WithSummary("Take an image from a product, with its results. Its unfinished jobs are cancelled; the file stays an asset.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Guid imageId, Caller caller, ImageStore images, IJobControl jobs, CancellationToken cancel)
    {
        if (await images.FindAsync(caller.TeamId, id, imageId, cancel) is null)
            return Problems.ImageNotFound.ToResult($"Product {id} has no image {imageId}.");
        foreach (var job in await images.JobsAsync(caller.TeamId, imageId, cancel))
            await jobs.CancelAsync(caller.TeamId, job, cancel);
        await images.DeleteAsync(caller.TeamId, id, imageId, cancel);
        return TypedResults.NoContent();
    }
}
