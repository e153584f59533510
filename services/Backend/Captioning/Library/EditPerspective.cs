using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class EditPerspective
{
    public static void MapEditPerspective(this RouteGroupBuilder group) => group
        .MapPut("/{name}", Handle)
        .RequireAuthorization(Policies.Manager)
        .Accepts<Perspective>("application/json")
        .WithName(nameof(EditPerspective))
        .WithSummary("Write a new version, for the team alone. `version` says which one was edited; older ones stay as they are.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    internal static async Task<Results<Ok<PerspectiveView>, ProblemHttpResult>> Handle(
        string name,
        JsonElement body,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        Caller caller,
        PerspectiveStore store,
        HttpResponse http,
        CancellationToken cancel)
    {
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        if (library.Find(name) is not { } current)
            return Problems.PerspectiveNotFound.ToResult($"There is no perspective {name}.");
        var edited = PerspectiveJson.Read(body);
        if (EntityTag.Forbids(ifMatch, current))
            return Problems.PerspectiveNotAsExpected.ToResult($"{name} is at version {current.Version}, which is not the one of If-Match.");
        if (edited.Name != name)
            return Problems.InvalidPerspective.ToResult($"{name} cannot be renamed: captions remember it by its name.");
        // Both out of one reading: whoever writes in between has taken the next version's place.
        var versions = await store.VersionsAsync(caller.TeamId, name, cancel);
        var newest = versions.Find(version => version.Own)?.Version ?? current.Version;
        if (edited.Version != newest)
            return Problems.PerspectiveChanged.ToResult($"{name} is at version {newest} by now; version {edited.Version} was edited.");

        var next = edited with { Version = PerspectiveStore.NextVersion(versions) };
        if (PerspectiveRules.ErrorsIn(next, other => other == name ? next : library.Find(other)).ToList() is { Count: > 0 } errors)
            return Problems.InvalidPerspective.ToResult(string.Join(' ', errors));
        if (!await store.AddAsync(caller, next, cancel))
            return Problems.PerspectiveChanged.ToResult($"Somebody else has edited {name} at the same time; look at it anew.");

        http.Headers.ETag = EntityTag.Of(next);
        return TypedResults.Ok(new PerspectiveView(next, library.IsOn(next.Module), own: true));
    }
}
