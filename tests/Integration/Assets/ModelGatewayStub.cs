using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suite.Imaging;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Assets;

/// <summary>Stands for the model gateway: answers with what a test set, and remembers the sizes of the images that it was shown.</summary>
internal sealed class ModelGatewayStub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelGatewayStub(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public Func<IResult> Moderate { get; set; } = () => Answer(new { allowed = true, label = "neutral", confidence = 0.98, scores = new { neutral = 0.98 } });

    public Func<IResult> Detect { get; set; } = () => Answer(new
    {
        width = 320, height = 200,
        detections = new[] { new { label = "cat", confidence = 0.9, box = new { x = 0.1, y = 0.2, width = 0.3, height = 0.4 } } },
    });

    public Func<IResult> Extract { get; set; } = () => Answer(new
    {
        text = "EXIT",
        lines = new[] { new { text = "EXIT", confidence = 0.8, box = new { x = 0.0, y = 0.0, width = 0.5, height = 0.1 } } },
    });

    /// <summary>Every picture that came, by task.</summary>
    public ConcurrentQueue<(string Task, ImageInfo Image)> Seen { get; } = new();

    public static async Task<ModelGatewayStub> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = TestHost.Arguments });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var stub = new ModelGatewayStub(builder.Build());
        stub._app.MapPost("/api/moderate", request => stub.RunAsync(request, "moderate", stub.Moderate));
        stub._app.MapPost("/api/detect", request => stub.RunAsync(request, "detect", stub.Detect));
        stub._app.MapPost("/api/extract", request => stub.RunAsync(request, "extract", stub.Extract));
        await stub._app.StartAsync();
        return stub;
    }

    public static IResult Answer(object answer)
    {
        var fields = answer.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(answer));
        return Results.Json(new Dictionary<string, object?>(fields)
        {
            ["provider"] = "stub", ["model"] = "stub-1", ["method"] = "model", ["durationMs"] = 1,
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RunAsync(HttpContext context, string task, Func<IResult> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Seen.Enqueue((task, ImageFile.Probe(ImageSource.FromBytes(body.ToArray()))));
        await answer().ExecuteAsync(context);
    }
}
