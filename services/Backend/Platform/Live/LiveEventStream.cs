using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Suite.Platform;

/// <summary>
/// A client's stream of server-sent events: a message is an event whose id is the sequence number, whose type is the topic and whose
/// data is the frame that a WebSocket would have carried.
/// </summary>
internal sealed class LiveEventStream(PipeWriter body) : ILiveSink
{
    /// <summary>How long a browser waits before it comes back, in milliseconds.</summary>
    private const int ReconnectAfter = 1_000;

    public static LiveEventStream Start(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        // nginx, and what behaves like it, would keep events back until it has a page full of them.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new LiveEventStream(context.Response.BodyWriter);
        stream.Write($"retry: {ReconnectAfter}\n\n");
        return stream;
    }

    public ValueTask SendAsync(LiveMessage message)
    {
        Write($"id: {message.Seq}\nevent: {message.Topic}\ndata: ");
        body.Write(message.Frame.Span);
        body.Write("\n\n"u8);
        return FlushAsync();
    }

    // An id without data is no event: the browser only remembers where it is.
    public ValueTask PingAsync(long seq)
    {
        Write($": still here\nid: {seq}\n\n");
        return FlushAsync();
    }

    /// <summary>A last word for people who read along; a browser comes back, and is told then what has changed.</summary>
    public ValueTask EndAsync(string reason)
    {
        Write($": {reason}\n\n");
        return FlushAsync();
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, body);

    private async ValueTask FlushAsync() => await body.FlushAsync();
}
