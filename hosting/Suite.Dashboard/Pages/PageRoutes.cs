using Suite.Dashboard.Resources;

namespace Suite.Dashboard.Pages;

internal static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        foreach (var path in Html.Paths.Append("traces/{traceId}"))
            app.MapGet("/" + path, (HttpContext http, ResourceBoard board) => Html.View(http, board.Snapshot()));
    }
}
