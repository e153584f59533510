using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.ModelGateway;

/// <summary>A real server that speaks OpenAI's interface and answers as a test says.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Upstream(WebApplication app) => _app = app;

    public string Endpoint => $"{_app.Urls.Single()}/v1";

    /// <summary>The bodies of all requests, in order.</summary>
    public ConcurrentQueue<JsonObject> Requests { get; } = new();

    public ConcurrentQueue<string?> Keys { get; } = new();

    public Func<HttpContext, JsonObject, Task> Chat { get; set; } = (http, body) => http.Response.WriteAsync(Completion("Hello.", body));

    public static async Task<Upstream> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = TestHost.Arguments });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var upstream = new Upstream(builder.Build());
        upstream._app.MapPost("/v1/chat/completions", http => upstream.AnswerAsync(http, upstream.Chat));
        upstream._app.MapPost("/v1/embeddings", http => upstream.AnswerAsync(http, EmbedAsync));
        await upstream._app.StartAsync();
        return upstream;
    }

    public static string Completion(string text, JsonObject request) => new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = request["model"]!.DeepClone(),
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 7, ["completion_tokens"] = 3, ["total_tokens"] = 10 },
    }.ToJsonString();

    public static string Chunk(string text)
    {
        var delta = new JsonObject { ["content"] = text };
        var choice = new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = null };
        var chunk = new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["created"] = 1, ["model"] = "m", ["choices"] = new JsonArray(choice),
        };
        return $"data: {chunk.ToJsonString()}\n\n";
    }

    public static Func<HttpContext, JsonObject, Task> Fails(int status) => (http, _) =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync("""{"error":{"message":"no","type":"server_error"}}""");
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Every text becomes its length: enough to see that order is kept.
    private static Task EmbedAsync(HttpContext http, JsonObject body)
    {
        var texts = body["input"] is JsonArray many ? many.Select(text => text!.GetValue<string>()) : [body["input"]!.GetValue<string>()];
        var data = texts.Select((text, index) => new
        {
            @object = "embedding", index, embedding = Convert.ToBase64String(BitConverter.GetBytes((float)text.Length)),
        });
        return http.Response.WriteAsJsonAsync(new
        {
            @object = "list", data, model = body["model"], usage = new { prompt_tokens = 5, total_tokens = 5 },
        });
    }

    private async Task AnswerAsync(HttpContext http, Func<HttpContext, JsonObject, Task> answer)
    {
        var body = (await JsonSerializer.DeserializeAsync<JsonObject>(http.Request.Body))!;
        Requests.Enqueue(body);
        Keys.Enqueue(http.Request.Headers.Authorization);
        http.Response.ContentType = "application/json";
        await answer(http, body);
    }
}
