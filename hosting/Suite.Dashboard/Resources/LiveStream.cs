using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Suite.Dashboard.Resources;

/// <summary>Server-sent events with a sign of life in between, so that no proxy takes a quiet stream for a dead one.</summary>
internal static class LiveStream
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Set when the browser leaves or the host stops. Without the second an open page would hold up the end of the process
    /// until the host loses its patience.
    /// </summary>
    public static CancellationToken EndOf(HttpContext http)
    {
        var host = http.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        http.Response.RegisterForDispose(end);
        return end.Token;
    }

    public static async IAsyncEnumerable<SseItem<JsonNode>> ReadAsync<T>(
        ChannelReader<T> reader, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel = default)
        where T : JsonNode
    {
        while (true)
        {
            var ready = reader.WaitToReadAsync(cancel).AsTask();
            while (await Task.WhenAny(ready, Task.Delay(Quiet, clock, cancel)) != ready)
                yield return new SseItem<JsonNode>(new JsonObject(), "alive");
            if (!await ready)
                yield break;
            while (reader.TryRead(out var item))
                yield return new SseItem<JsonNode>(item);
        }
    }
}
