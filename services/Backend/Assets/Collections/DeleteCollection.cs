using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets.Collections;

internal static class DeleteCollection
{
    public static void MapDeleteCollection(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}", Handle)
        .WithName(nameof(DeleteCollection))
        .WithSummary("Delete a collection. Its assets stay.")
        .RequireAuthorization(Policies.Annotator)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Caller caller, CollectionStore collections, CancellationToken cancel) =>
        await collections.DeleteAsync(caller.TeamId, id, cancel)
            ? TypedResults.NoContent()
            : Problems.CollectionNotFound.ToResult($"There is no collection {id}.");
}
