using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suite.ServiceDefaults;

namespace Suite.Platform;

internal static class WatchLive
{
    /// <summary>The address is for WebSockets only.</summary>
    private static readonly ProblemKind SocketExpected = new("socket-expected", StatusCodes.Status426UpgradeRequired);

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapWatchLive(this IEndpointRouteBuilder app) => app
        .MapGet("/ws/live", Handle)
        .WithName(nameof(WatchLive))
        .WithTags("Live")
        .WithSummary("WebSocket: the team's live messages; `after` is the last that the client has, `topics` what it wants.")
        .Produces(StatusCodes.Status101SwitchingProtocols)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status426UpgradeRequired);

    internal static async Task<IResult> Handle(
        string? after, string? topics, HttpContext context, LiveSession session, ITenancy tenancy, TimeProvider clock)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return SocketExpected.ToResult("Open this address as a WebSocket, or follow /api/live.");
        var (request, problem) = LiveRequest.Of(tenancy.TeamOf(context)!.Value, after, topics);
        if (request is null)
            return problem!;

        using var accepted = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        var socket = new LiveSocket(accepted, clock);
        var receiving = socket.ReceiveAsync();
        var ending = await session.RunAsync(socket, request, receiving, context);
        await socket.CloseAsync(ending, receiving);
        return Results.Empty;
    }
}
