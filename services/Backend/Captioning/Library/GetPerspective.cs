using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class GetPerspective
{
    public static void MapGetPerspective(this RouteGroupBuilder group) => group
        .MapGet("/{name}", Handle)
        .WithName(nameof(GetPerspective))
        .WithSummary("One perspective with all its versions; an older one with `?version=`. Its ETag goes back as If-Match of an edit.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string name, Caller caller, PerspectiveStore store, HttpResponse http, CancellationToken cancel, string? version = null)
    {
        var library = await store.LibraryAsync(caller.TeamId, cancel);
        var perspective = version is null ? library.Find(name) : await store.FindAsync(caller.TeamId, name, version, cancel);
        if (perspective is null)
            return Problems.PerspectiveNotFound.ToResult($"There is no perspective {name}{(version is null ? "" : $" of version {version}")}.");

        http.Headers.ETag = EntityTag.Of(perspective);
        return TypedResults.Ok(new Response(library.View(perspective), await store.VersionsAsync(caller.TeamId, name, cancel)));
    }

    internal sealed record Response : PerspectiveView
    {
        public Response(PerspectiveView view, IReadOnlyList<PerspectiveVersion> versions)
            : base(view) => Versions = versions;

        /// <summary>The newest first. The team's own are newer than those of files.</summary>
        public IReadOnlyList<PerspectiveVersion> Versions { get; }
    }
}
