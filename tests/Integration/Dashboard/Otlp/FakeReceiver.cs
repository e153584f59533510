using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>A receiver that answers one status after the other, the last for ever, and keeps what was sent.</summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private FakeReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public int RetryAfterSeconds { get; set; }

    public static async Task<FakeReceiver> StartAsync(params HttpStatusCode[] statuses)
    {
        var builder = WebApplication.CreateBuilder(TestHost.Arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new FakeReceiver(app);
        var calls = -1;
        app.Run(async context =>
        {
            var body = new MemoryStream();
            await using (var gzip = new GZipStream(context.Request.Body, CompressionMode.Decompress))
                await gzip.CopyToAsync(body);
            context.Response.StatusCode = (int)statuses[Math.Min(Interlocked.Increment(ref calls), statuses.Length - 1)];
            context.Response.Headers.RetryAfter = $"{receiver.RetryAfterSeconds}";
            receiver._bodies.Enqueue(body.ToArray());
            receiver._arrived.Release();
        });
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The bodies so far, as soon as there are this many.</summary>
    public async Task<IReadOnlyList<byte[]>> BodiesAsync(int count)
    {
        while (_bodies.Count < count)
            await _arrived.WaitAsync(TimeSpan.FromSeconds(20));
        return [.. _bodies];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
