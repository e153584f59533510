using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Gateway;

/// <summary>What an upstream saw of a request.</summary>
public sealed record Seen(string By, string Method, string Path, string Query, string Host, Dictionary<string, string> Headers, long Body);

/// <summary>A real server behind the gateway. It answers every path with what it saw, and knows a few tricks.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Upstream(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<Upstream> StartAsync(string name, Action<WebApplication>? map = null, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder(TestHost.Arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.UseWebSockets();
        map?.Invoke(app);
        app.MapGet("/health", () => "well");
        app.MapGet("/api/session", SessionOf);
        app.Map("/ws/echo", EchoAsync);
        app.MapGet("/api/events", EventsAsync);
        foreach (var page in new[] { "/page", "/grafana/page", "/api/page" })
            app.MapGet(page, () => Results.Content("<p>page</p>", "text/html"));
        app.MapGet("/api/unchanged", () => Results.StatusCode(StatusCodes.Status304NotModified));
        app.Map("/{**path}", context => AnswerAsync(context, name));
        await app.StartAsync();
        return new Upstream(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    // The session's or key's value is its role, so that a test can be anybody.
    private static IResult SessionOf(HttpContext context)
    {
        var role = context.Request.Headers["X-Api-Key"].FirstOrDefault() ?? context.Request.Cookies["suite_session"];
        return role is "admin" or "viewer"
            ? Results.Json(new { user = new { id = "u1", username = role }, team = new { id = "t1", name = "Default" }, role })
            : Results.Unauthorized();
    }

    private static async Task AnswerAsync(HttpContext context, string name)
    {
        var request = context.Request;
        long body = 0;
        var buffer = new byte[81920];
        while (await request.Body.ReadAsync(buffer) is > 0 and var read)
            body += read;
        await context.Response.WriteAsJsonAsync(new Seen(
            name, request.Method, request.Path, request.QueryString.Value ?? "", request.Host.Value ?? "",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()), body));
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    // The second event is never sent: whoever waits for the whole answer waits for ever.
    private static async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: first\n\n");
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
