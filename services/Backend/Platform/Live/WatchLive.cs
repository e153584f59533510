using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suite.ServiceDefaults;

namespace Suite.Platform;

internal static class WatchLive
{
    /// <summary>The address is for WebSockets only.</summary>
    private static readonly ProblemKind SocketExpected = new("socket-expected", StatusCodes.Status426UpgradeRequired);

    /// <summary><c>after</c> is negative, so no sequence number.</summary>
    private static readonly ProblemKind InvalidAfter = new("invalid-after", StatusCodes.Status400BadRequest);

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapWatchLive(this IEndpointRouteBuilder app) => app
        .MapGet("/ws/live", Handle)
        .WithName(nameof(WatchLive))
        .WithTags("Live")
        .WithSummary("WebSocket: the team's live messages; `after` is the sequence number of the last one that the client has.")
        .Produces(StatusCodes.Status101SwitchingProtocols)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status426UpgradeRequired);

    internal static async Task<IResult> Handle(long? after, HttpContext context, LiveSocket socket, ITenancy tenancy)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return SocketExpected.ToResult("Open this address as a WebSocket.");
        if (after < 0)
            return InvalidAfter.ToResult("after must be a sequence number, or be left out.");
        using var accepted = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        await socket.RunAsync(accepted, context, tenancy.TeamOf(context)!.Value, after);
        return Results.Empty;
    }
}
