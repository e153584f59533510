using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Captioning;

internal static class ListPerspectives
{
    public static void MapListPerspectives(this RouteGroupBuilder group)
    {
        group.MapGet("", Handle)
            .WithName(nameof(ListPerspectives))
            .WithSummary("The perspectives that images can be captioned under. There are few: one page holds them all.");
        group.MapGet("/list", HandlePublished)
            .WithName("ListPublishedPerspectives")
            .WithSummary("The same as graphcap's inference bridge lists them: those switched on, with its property names.");
    }

    internal static async Task<Ok<Page<PerspectiveView>>> Handle(Caller caller, PerspectiveStore store, CancellationToken cancel)
    {
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        return TypedResults.Ok(new Page<PerspectiveView>([.. library.All.Select(library.View)], null));
    }

    internal static async Task<JsonHttpResult<Published>> HandlePublished(Caller caller, PerspectiveStore store, CancellationToken cancel)
    {
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        return TypedResults.Json(
            new Published([.. library.All.Where(perspective => library.IsOn(perspective.Module))]), PerspectiveJson.Published);
    }

    internal sealed record Published(IReadOnlyList<Perspective> Perspectives);
}
