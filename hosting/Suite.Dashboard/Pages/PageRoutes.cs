using Suite.Dashboard.Resources;

namespace Suite.Dashboard.Pages;

internal static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        foreach (var path in new[] { "", "startup", "console" })
            app.MapGet("/" + path, (HttpContext http, ResourceBoard board) => Html.View(http, path, board.Snapshot()));
    }
}
