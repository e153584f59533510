using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Suite.Charts.Extractions;
using Suite.Charts.Queues;
using Suite.Charts.Work;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Live;

/// <summary>One of the seed's clients: the live channel of its team, in the seed's words. It only listens.</summary>
internal sealed class SeedSocket(
    ILiveChannel live,
    ToldJobs jobs,
    ChartQueues queues,
    ExtractionStore extractions,
    ITenancy tenancy,
    IHostApplicationLifetime lifetime,
    TimeProvider clock)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    public async Task RunAsync(WebSocket socket, HttpContext context, Watched watched)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        Task[] duties = [SendAsync(socket, watched, end.Token), ListenAsync(socket, end.Token), CheckAsync(context, end.Token)];
        await Task.WhenAny(duties);
        await end.CancelAsync();
        await Task.WhenAll(duties).ContinueWith(_ => { }, TaskScheduler.Default);
        await CloseAsync(socket);
    }

    private async Task SendAsync(WebSocket socket, Watched watched, CancellationToken cancel)
    {
        var translator = new SeedTranslator(jobs, queues, extractions, watched);
        // Its place in the stream is taken before the greeting goes out: whoever is greeted misses nothing.
        var from = await live.CurrentAsync(watched.TeamId, cancel);
        await SendAsync(socket, SeedMessage.Healthy, cancel);
        await foreach (var change in live.SubscribeAsync(watched.TeamId, from, cancel))
            foreach (var message in await translator.TranslateAsync(change, cancel))
                await SendAsync(socket, message, cancel);
    }

    private async Task SendAsync(WebSocket socket, SeedMessage message, CancellationToken cancel)
    {
        var frame = JsonSerializer.SerializeToUtf8Bytes(message, SuiteJson.Options);
        // A client that takes nothing any more is let go.
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancel).WaitAsync(SendTimeout, clock, cancel);
    }

    // Clients have nothing to say here; reading is how their closing, and a broken connection, is noticed.
    private static async Task ListenAsync(WebSocket socket, CancellationToken cancel)
    {
        var ignored = new byte[1024];
        while ((await socket.ReceiveAsync(ignored, cancel)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private async Task CheckAsync(HttpContext context, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(CheckEvery, clock);
        while (await timer.WaitForNextTickAsync(cancel))
            if (!await IsStillValidAsync(context, cancel))
                return;
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
            using var limit = new CancellationTokenSource(Goodbye, clock);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "closed", limit.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }
}
