using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class WatchBatches
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    public static void MapWatchBatches(this IEndpointRouteBuilder app)
    {
        // The seed's name, and the one of its design notes.
        Map("/api/ws/job-updates", nameof(WatchBatches));
        Map("/api/ws/job-queue", $"{nameof(WatchBatches)}Alias");

        void Map(string path, string name) => app
            .MapGet(path, Handle)
            .RequireAuthorization(Policies.Viewer)
            .WithName(name)
            .WithTags("Captioning")
            .WithSummary("WebSocket: the team's batches as they are created, go on and end, in graphcap's messages.")
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .ProducesProblem(StatusCodes.Status426UpgradeRequired);
    }

    internal static async Task<IResult> Handle(HttpContext context, Caller caller, BatchSocket batches)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problems.SocketExpected.ToResult("Open this address as a WebSocket.");
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery });
        await batches.RunAsync(socket, context, caller.TeamId);
        return Results.Empty;
    }
}
