using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>One graphcap client: the live channel of its team, in graphcap's words.</summary>
internal sealed class BatchSocket(
    ILiveChannel live, BatchTranslator translator, ITenancy tenancy, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(15);

    public async Task RunAsync(WebSocket socket, HttpContext context, Guid teamId)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var turn = new SemaphoreSlim(1);
        var filter = new BatchFilter();

        Task[] duties = [SendLiveAsync(), AnswerAsync(), CheckAsync()];
        await Task.WhenAny(duties);
        await end.CancelAsync();
        await Task.WhenAll(duties).ContinueWith(_ => { }, TaskScheduler.Default);
        await CloseAsync(socket);

        async Task SendLiveAsync()
        {
            var memory = await translator.ListenAsync(end.Token);
            // Its place in the stream is taken before the greeting goes out: whoever is greeted misses nothing.
            var from = await live.CurrentAsync(teamId, end.Token);
            await SendAsync(new Connected(Guid.NewGuid(), "Connected to the batch caption queue."));
            await foreach (var change in live.SubscribeAsync(teamId, from, end.Token))
                foreach (var message in await translator.TranslateAsync(teamId, change, memory, end.Token))
                    if (filter.LetsPass(message))
                        await SendAsync(message);
        }

        async Task AnswerAsync()
        {
            var buffer = new byte[ClientMessage.Longest];
            while (await ReceiveAsync(socket, buffer, end.Token) is { } text)
                await SendAsync(ClientMessage.Answer(text, filter, clock));
        }

        async Task CheckAsync()
        {
            using var timer = new PeriodicTimer(CheckEvery, clock);
            while (await timer.WaitForNextTickAsync(end.Token))
                if (!await IsStillValidAsync(context, end.Token))
                    return;
        }

        async Task SendAsync(BatchMessage message)
        {
            var frame = JsonSerializer.SerializeToUtf8Bytes(message, SuiteJson.Options);
            await turn.WaitAsync(end.Token);
            try
            {
                var sending = socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, end.Token);
                await sending.WaitAsync(SendTimeout, clock, end.Token);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <summary>The next message, cut at the buffer's length; null when the client has closed.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            // What does not fit is read over itself and so is not JSON any more.
            var free = length < buffer.Length ? buffer.AsMemory(length) : buffer;
            var received = await socket.ReceiveAsync(free, cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length = Math.Min(length + received.Count, buffer.Length);
            if (received.EndOfMessage)
                return buffer.AsMemory(0, length);
        }
    }

    private async Task<bool> IsStillValidAsync(HttpContext context, CancellationToken cancel)
    {
        try
        {
            return await tenancy.IsStillValidAsync(context, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // While the database is away nothing is sent either: asked again in a moment.
            return true;
        }
    }

    private async Task CloseAsync(WebSocket socket)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "closed", limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }
}
