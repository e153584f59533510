using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class SwitchModule
{
    public static void MapSwitchModule(this RouteGroupBuilder group) => group
        .MapPatch("/modules/{name}", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(SwitchModule))
        .WithSummary("Switch a module on or off for the team. New batches cannot use what is off; those that exist go on.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ModuleView>, ProblemHttpResult>> Handle(
        string name, Request request, Caller caller, PerspectiveStore store, CancellationToken cancel)
    {
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        if (library.Modules.FirstOrDefault(module => module.Name == name) is not { } module)
            return Problems.ModuleNotFound.ToResult($"There is no module {name}.");

        await store.SwitchAsync(caller.TeamId, name, request.Enabled!.Value, cancel);
        return TypedResults.Ok(module with { Enabled = request.Enabled.Value });
    }

    public sealed record Request([Required] bool? Enabled);
}
