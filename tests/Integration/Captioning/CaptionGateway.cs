using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Captioning;

/// <summary>Stands for the model gateway: answers what a test tells it to, and remembers what it was asked.</summary>
internal sealed class CaptionGateway : IAsyncDisposable
{
    private readonly TestService _service;

    private CaptionGateway(TestService service) => _service = service;

    public string Url => _service.Url;

    /// <summary>The <c>request</c> parts, in the order in which they came.</summary>
    public ConcurrentQueue<JsonElement> Asked { get; } = new();

    /// <summary>The <c>image</c> parts, in the order in which they came.</summary>
    public ConcurrentQueue<byte[]> Images { get; } = new();

    /// <summary>What to answer to a request; by default a caption that fits the perspective asked for.</summary>
    public Func<JsonElement, Task<IResult>> Answer { get; set; } = request => Task.FromResult(Fitting(request));

    /// <summary>What text recognition reads in every image.</summary>
    public string Words { get; set; } = "EXIT";

    public static async Task<CaptionGateway> StartAsync()
    {
        CaptionGateway? gateway = null;
        var service = await TestService.StartAsync(map: app =>
        {
            // What the intake asks before its caption.
            var made = new { provider = "stub", model = "stub-1", method = "model", durationMs = 1 };
            var box = new { x = 0.1, y = 0.2, width = 0.3, height = 0.4 };
            app.MapPost("/api/moderate", () => new
            {
                allowed = true, label = "neutral", confidence = 0.9, scores = new { neutral = 0.9 }, made.provider, made.model, made.method, made.durationMs,
            });
            app.MapPost("/api/detect", () => new
            {
                width = 32, height = 24, detections = new[] { new { label = "cat", confidence = 0.9, box } }, made.provider, made.model, made.method, made.durationMs,
            });
            app.MapPost("/api/extract", () => new
            {
                text = gateway!.Words, lines = new[] { new { text = gateway.Words, confidence = 0.8, box } }, made.provider, made.model, made.method, made.durationMs,
            });
            app.MapPost("/api/caption", async (HttpRequest http) =>
            {
                var form = await http.ReadFormAsync();
                using var image = new MemoryStream();
                await form.Files["image"]!.CopyToAsync(image);
                gateway!.Images.Enqueue(image.ToArray());
                var request = JsonElement.Parse(form["request"].ToString());
                gateway.Asked.Enqueue(request);
                return await gateway.Answer(request);
            });
        });
        return gateway = new CaptionGateway(service);
    }

    public static IResult Fitting(JsonElement request)
    {
        var fields = request.GetProperty("perspective").GetProperty("schemaFields");
        var name = request.GetProperty("perspective").GetProperty("name").GetString();
        return Caption($"seen as {name}", Value(fields));
    }

    public static IResult Caption(string text, object? result) =>
        Results.Json(new { text, result, provider = "stub", model = "stub-1", method = "model", durationMs = 3 });

    /// <summary>The name of the perspective that a request asks for.</summary>
    public static string? PerspectiveOf(JsonElement asked) => asked.GetProperty("perspective").GetProperty("name").GetString();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static Dictionary<string, object?> Value(JsonElement fields) => fields.EnumerateArray().ToDictionary(
        field => field.GetProperty("name").GetString()!,
        field => field.GetProperty("isList").GetBoolean() ? new[] { One(field) } : One(field));

    private static object? One(JsonElement field) => field.GetProperty("type").GetString() switch
    {
        "object" => Value(field.GetProperty("fields")),
        "int" => 3,
        "float" => 0.5,
        "bool" => true,
        _ => $"some {field.GetProperty("name").GetString()}",
    };
}
