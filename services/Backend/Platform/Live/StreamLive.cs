using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Suite.Platform;

internal static class StreamLive
{
    public static void MapStreamLive(this IEndpointRouteBuilder app) => app
        .MapGet("/api/live", Handle)
        .WithName(nameof(StreamLive))
        .WithTags("Live")
        .WithSummary("Server-sent events: the team's live messages, from after `Last-Event-ID` or `after`; `topics` is what the client wants.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<IResult> Handle(
        string? after, string? topics, [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        HttpContext context, LiveSession session, ITenancy tenancy)
    {
        // A browser that comes back asks for its first address again, and says in the header how far it has come since.
        var last = string.IsNullOrEmpty(lastEventId) ? after : lastEventId;
        var (request, problem) = LiveRequest.Of(tenancy.TeamOf(context)!.Value, last, topics);
        if (request is null)
            return problem!;

        var stream = LiveEventStream.Start(context);
        var leaving = new TaskCompletionSource<LiveEnding>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var left = context.RequestAborted.Register(() => leaving.TrySetResult(LiveEnding.Closed));
        switch (await session.RunAsync(stream, request, leaving.Task, context))
        {
            case LiveEnding.SessionOver:
                await stream.EndAsync("session-over");
                break;
            case LiveEnding.Stopping:
                await stream.EndAsync("stopping");
                break;
            case LiveEnding.TooSlow or LiveEnding.Broken:
                // What it has not taken would otherwise be waited for.
                context.Abort();
                break;
        }

        return Results.Empty;
    }
}
