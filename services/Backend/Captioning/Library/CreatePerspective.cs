using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Captioning;

internal static class CreatePerspective
{
    public static void MapCreatePerspective(this RouteGroupBuilder group) => group
        .MapPost("", Handle)
        .RequireAuthorization(Policies.Manager)
        .AcceptsIdempotencyKey()
        .Accepts<Perspective>("application/json")
        .WithName(nameof(CreatePerspective))
        .WithSummary("Add a perspective of the team's own. A file of graphcap's library can be sent as it is.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<PerspectiveView>, ProblemHttpResult>> Handle(
        JsonElement body, Caller caller, PerspectiveStore store, HttpResponse http, CancellationToken cancel)
    {
        var perspective = PerspectiveJson.Read(body);
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        if (PerspectiveRules.ErrorsIn(perspective, library.Find).ToList() is { Count: > 0 } errors)
            return Problems.InvalidPerspective.ToResult(string.Join(' ', errors));
        if (library.Find(perspective.Name) is not null || !await store.AddAsync(caller, perspective, cancel))
            return Problems.PerspectiveExists.ToResult($"There is a perspective {perspective.Name} already; edit that.");

        http.Headers.ETag = EntityTag.Of(perspective);
        return TypedResults.Created(
            $"/api/perspectives/{perspective.Name}", new PerspectiveView(perspective, library.IsOn(perspective.Module), own: true));
    }
}
