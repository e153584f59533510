using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets.Collections;

internal static class UpdateCollection
{
    public static void MapUpdateCollection(this RouteGroupBuilder group) => group
        .MapPatch("/{id:guid}", Handle)
        .WithName(nameof(UpdateCollection))
        .WithSummary("Change name or description. What is left out stays; an empty description removes it.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, CollectionStore collections, CancellationToken cancel) =>
        await collections.UpdateAsync(caller.TeamId, id, request.Name?.Trim(), request.Description, cancel)
            && await collections.FindAsync(caller.TeamId, id, cancel) is { } collection
            ? TypedResults.Ok(collection)
            : Problems.CollectionNotFound.ToResult($"There is no collection {id}.");

    public sealed record Request(
        [StringLength(200), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string? Name,
        [StringLength(4000), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Description);
}
