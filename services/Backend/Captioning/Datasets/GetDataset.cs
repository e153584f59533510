using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class GetDataset
{
    public static void MapGetDataset(this RouteGroupBuilder group) => group
        .MapGet("/{name}", Handle)
        .WithName(nameof(GetDataset))
        .WithSummary("A dataset.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<DatasetView>, ProblemHttpResult>> Handle(
        string name, Caller caller, DatasetStore datasets, CancellationToken cancel) =>
        await datasets.FindAsync(caller.TeamId, name, cancel) is { } dataset
            ? TypedResults.Ok(dataset)
            : Problems.DatasetNotFound.ToResult($"There is no dataset {name}.");
}
