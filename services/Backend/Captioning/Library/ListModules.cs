using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class ListModules
{
    public static void MapListModules(this RouteGroupBuilder group) => group
        .MapGet("/modules", Handle)
        .WithName(nameof(ListModules))
        .WithSummary("The modules of perspectives, and which are switched on.");

    internal static async Task<Ok<Response>> Handle(Caller caller, PerspectiveStore store, CancellationToken cancel) =>
        TypedResults.Ok(new Response((await store.LibraryAsync(caller.TeamId, cancel)).Modules));

    internal sealed record Response(IReadOnlyList<ModuleView> Modules);
}
