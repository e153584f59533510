using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Assets;
using Suite.Platform;

namespace Suite.Captioning;

internal static class CreateDataset
{
    public static void MapCreateDataset(this RouteGroupBuilder group) => group
        .MapPost("", Handle)
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey()
        .WithName(nameof(CreateDataset))
        .WithSummary("Create a dataset. It is a collection of assets with a name of its own.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<DatasetView>, ProblemHttpResult>> Handle(
        Request request, Caller caller, ICollections collections, DatasetStore datasets, CancellationToken cancel)
    {
        if (await collections.CreateAsync(caller.TeamId, request.Name, request.Description, cancel) is null
            || await datasets.FindAsync(caller.TeamId, request.Name, cancel) is not { } dataset)
            return Problems.DatasetExists.ToResult($"There is a dataset {request.Name} already.");
        return TypedResults.Created($"/api/datasets/{dataset.Name}", dataset);
    }

    public sealed record Request(
        [Required, StringLength(DatasetName.Longest), RegularExpression(DatasetName.Pattern, ErrorMessage = DatasetName.Message)] string Name,
        [StringLength(4000), RegularExpression(@"[^\0]*", ErrorMessage = "Text cannot hold the character U+0000.")]
        string? Description = null);
}
