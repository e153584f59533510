using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Suite.Captioning;

internal static class GetPerspective
{
    public static void MapGetPerspective(this RouteGroupBuilder group) => group
        .MapGet("/{name}", Handle)
        .WithName(nameof(GetPerspective))
        .WithSummary("One perspective: its prompt and the fields of its answer.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static Results<Ok<Perspective>, ProblemHttpResult> Handle(string name, PerspectiveLibrary library) =>
        library.Find(name) is { } perspective
            ? TypedResults.Ok(perspective)
            : Problems.PerspectiveNotFound.ToResult($"There is no perspective {name}.");
}
