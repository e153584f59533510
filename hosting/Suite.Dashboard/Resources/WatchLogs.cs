using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Suite.Dashboard.Resources;

internal static class WatchLogs
{
    private const int Tail = 1000;

    public static void MapWatchLogs(this RouteGroupBuilder group) => group.MapGet("/{name}/logs/watch", Handle).WithName(nameof(WatchLogs));

    internal static IResult Handle(string name, HttpContext http, ResourceBoard board, EngineClient engine, TimeProvider clock)
    {
        if (board.Find(name) is null)
            return Problems.ResourceNotFound.ToResult($"There is no resource {name}.");

        var lines = Channel.CreateBounded<JsonNode>(1000);
        _ = FillAsync(lines.Writer, name, engine, LiveStream.EndOf(http));
        return TypedResults.ServerSentEvents(LiveStream.ReadAsync(lines.Reader, clock));
    }

    // The past first, then what is new. The live stream may begin before the tail ends, so times decide what is new.
    private static async Task FillAsync(ChannelWriter<JsonNode> lines, string name, EngineClient engine, CancellationToken cancel)
    {
        try
        {
            DateTimeOffset? last = null;
            foreach (var line in await engine.ReadLogsAsync(name, Tail, cancel))
            {
                last = TimeOf(line!) ?? last;
                await lines.WriteAsync(line!, cancel);
            }
            await foreach (var line in engine.WatchLogsAsync(name, cancel))
            {
                if (last is null || TimeOf(line) is not { } at || at > last)
                    await lines.WriteAsync(line, cancel);
            }
            lines.Complete();
        }
        catch (Exception failure)
        {
            // The browser sees the stream end, and asks again.
            lines.TryComplete(failure is OperationCanceledException ? null : new IOException("The engine's log stream ended.", failure));
        }
    }

    private static DateTimeOffset? TimeOf(JsonNode line) =>
        DateTimeOffset.TryParse(line["at"]?.GetValue<string>(), out var at) ? at : null;
}
