using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class GetModule
{
    public static void MapGetModule(this RouteGroupBuilder group) => group
        .MapGet("/modules/{name}", Handle)
        .WithName(nameof(GetModule))
        .WithSummary("A module with its perspectives.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string name, Caller caller, PerspectiveStore store, CancellationToken cancel)
    {
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        return library.Modules.FirstOrDefault(module => module.Name == name) is { } module
            ? TypedResults.Ok(new Response(
                module, [.. library.All.Where(perspective => perspective.Module == name).Select(library.View)]))
            : Problems.ModuleNotFound.ToResult($"There is no module {name}.");
    }

    internal sealed record Response(ModuleView Module, IReadOnlyList<PerspectiveView> Perspectives);
}
