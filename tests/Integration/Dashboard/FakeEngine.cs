using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Dashboard;

/// <summary>The engine's resource service as its contract has it, with resources that a test moves by hand.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    public const string Key = "engine-key";

    private readonly WebApplication _app;
    private readonly Channel<JsonNode> _changes = Channel.CreateUnbounded<JsonNode>();
    private readonly Channel<JsonNode> _lines = Channel.CreateUnbounded<JsonNode>();

    private FakeEngine(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public List<string> Commands { get; } = [];

    public static async Task<FakeEngine> StartAsync(string resources, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder(TestHost.Arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var engine = new FakeEngine(app);
        app.Use((context, next) => context.Request.Headers["x-resource-service-api-key"] == Key
            ? next(context)
            : Results.Unauthorized().ExecuteAsync(context));
        app.MapGet("/resources/watch", (CancellationToken cancel) =>
            TypedResults.ServerSentEvents(engine._changes.Reader.ReadAllAsync(cancel).Prepend(JsonNode.Parse(resources)!)
                .Select(change => new SseItem<JsonNode>(change))));
        app.MapGet("/resources/{name}/logs", () => JsonNode.Parse("""[{"line":"first","at":"2026-01-01T00:00:01Z","stream":"stdout"}]"""));
        app.MapGet("/resources/{name}/logs/watch", (CancellationToken cancel) =>
            TypedResults.ServerSentEvents(engine._lines.Reader.ReadAllAsync(cancel).Select(line => new SseItem<JsonNode>(line))));
        app.MapPost("/resources/{name}/commands/{command}", (string name, string command) =>
        {
            engine.Commands.Add($"{command} {name}");
            return command == "fail" ? Results.Problem("It would not.", statusCode: 409) : Results.NoContent();
        });
        await app.StartAsync();
        return engine;
    }

    public void Change(string resource) => _changes.Writer.TryWrite(JsonNode.Parse(resource)!);

    public void Write(string line, string at) =>
        _lines.Writer.TryWrite(new JsonObject { ["line"] = line, ["at"] = at, ["stream"] = "stdout" });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
