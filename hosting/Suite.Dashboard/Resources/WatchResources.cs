namespace Suite.Dashboard.Resources;

internal static class WatchResources
{
    public static void MapWatchResources(this RouteGroupBuilder group) => group.MapGet("/watch", Handle).WithName(nameof(WatchResources));

    internal static IResult Handle(HttpContext http, ResourceBoard board, TimeProvider clock) =>
        TypedResults.ServerSentEvents(LiveStream.ReadAsync(board.Listen(LiveStream.EndOf(http)), clock));
}
