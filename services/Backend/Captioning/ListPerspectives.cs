using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Captioning;

internal static class ListPerspectives
{
    public static void MapListPerspectives(this RouteGroupBuilder group) => group
        .MapGet("", Handle)
        .WithName(nameof(ListPerspectives))
        .WithSummary("The perspectives that images can be captioned under. There are few: one page holds them all.");

    internal static Ok<Page<Perspective>> Handle(PerspectiveLibrary library) =>
        TypedResults.Ok(new Page<Perspective>(library.All, null));
}
