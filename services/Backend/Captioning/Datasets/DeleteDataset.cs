using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Assets;

namespace Suite.Captioning;

internal static class DeleteDataset
{
    public static void MapDeleteDataset(this RouteGroupBuilder group) => group
        .MapDelete("/{name}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(DeleteDataset))
        .WithSummary("Delete a dataset. Its images stay, in the library and in the workspace.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string name, Caller caller, ICollections collections, DatasetStore datasets, CancellationToken cancel) =>
        await datasets.FindAsync(caller.TeamId, name, cancel) is { } dataset
        && await collections.DeleteAsync(caller.TeamId, dataset.Id, cancel)
            ? TypedResults.NoContent()
            : Problems.DatasetNotFound.ToResult($"There is no dataset {name}.");
}
