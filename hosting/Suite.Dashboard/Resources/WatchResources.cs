namespace Suite.Dashboard.Resources;

internal static class WatchResources
{
    public static void MapWatchResources(this RouteGroupBuilder group) => group.MapGet("/watch", Handle).WithName(nameof(WatchResources));

    internal static IResult Handle(ResourceBoard board, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.ServerSentEvents(LiveStream.ReadAsync(board.Listen(cancel), clock, cancel));
}
