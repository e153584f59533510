using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Charts.Extractions;
using Suite.Charts.Queues;

namespace Suite.Charts.Live;

internal static class WatchCharts
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    public static void MapWatchCharts(this IEndpointRouteBuilder app)
    {
        Map("/ws/queue/{id:guid}", WatchQueueAsync, "WatchChartQueue", "WebSocket: a queue and its jobs, as messages `{type, payload}`.");
        Map("/ws/job/{id:guid}", WatchJobAsync, "WatchChartJob", "WebSocket: one extraction job, as messages `{type, payload}`.");

        void Map(string path, Delegate handle, string name, string summary) => app
            .MapGet(path, handle)
            .RequireAuthorization(Policies.Viewer)
            .WithName(name)
            .WithTags("Chart queue")
            .WithSummary(summary)
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status426UpgradeRequired);
    }

    private static async Task<IResult> WatchQueueAsync(
        Guid id, HttpContext context, Caller caller, ChartQueues queues, SeedSocket seed, CancellationToken cancel) =>
        await queues.FindAsync(caller.TeamId, id, cancel) is { } queue
            ? await RunAsync(context, seed, new Watched(caller.TeamId, queue, null, await queues.NowAsync(cancel)))
            : Problems.QueueNotFound.ToResult($"There is no queue {id}.");

    private static async Task<IResult> WatchJobAsync(
        Guid id, HttpContext context, Caller caller, ChartJobs jobs, ChartQueues queues, SeedSocket seed, CancellationToken cancel) =>
        await jobs.FindAsync(caller.TeamId, id, cancel) is { } job
            ? await RunAsync(context, seed, new Watched(caller.TeamId, null, job.JobId, await queues.NowAsync(cancel)))
            : Problems.JobNotFound.ToResult($"There is no job {id}.");

    private static async Task<IResult> RunAsync(HttpContext context, SeedSocket seed, Watched watched)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problems.SocketExpected.ToResult("Open this address as a WebSocket.");
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery });
        await seed.RunAsync(socket, context, watched);
        return TypedResults.Empty;
    }
}
