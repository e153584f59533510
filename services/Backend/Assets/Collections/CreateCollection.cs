using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Assets.Collections;

internal static class CreateCollection
{
    public static void MapCreateCollection(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(CreateCollection))
        .WithSummary("Create a collection.")
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey();

    internal static async Task<Created<CollectionView>> Handle(
        Request request, Caller caller, CollectionStore collections, CancellationToken cancel)
    {
        var collection = await collections.CreateAsync(caller.TeamId, request.Name.Trim(), request.Description, cancel);
        return TypedResults.Created($"/api/collections/{collection.Id}", collection);
    }

    public sealed record Request(
        [Required, StringLength(200), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string Name,
        [StringLength(4000), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Description);
}
