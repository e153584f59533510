using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Suite.Testing;
using Suite.Tests.Integration.Captioning;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Charts;

/// <summary>The real backend with a stand-in for the models.</summary>
internal sealed class ChartsApp : IAsyncDisposable
{
    private readonly TestService _models;

    private ChartsApp(BackendApp backend, TestService models) => (Backend, _models) = (backend, models);

    public BackendApp Backend { get; }

    /// <summary>What text recognition reads: words with their middles, in parts of the picture.</summary>
    public List<(string Text, double X, double Y)> Words { get; } = [];

    /// <summary>What text recognition waits for before it answers.</summary>
    public Task WordsKnown { get; set; } = Task.CompletedTask;

    /// <summary>What moderation says.</summary>
    public bool Allowed { get; set; } = true;

    public static async Task<ChartsApp> StartAsync(PostgresServer postgres, params (string Key, string? Value)[] settings)
    {
        ChartsApp? app = null;
        var models = await TestService.StartAsync(map: routes =>
        {
            var made = new { provider = "stub", model = "stub-1", method = "model", durationMs = 1 };
            routes.MapPost("/api/moderate", () => new
            {
                allowed = app!.Allowed, label = "neutral", confidence = 0.9, scores = new { neutral = 0.9 }, made.provider, made.model, made.method,
            });
            routes.MapPost("/api/detect", () => new
            {
                width = 64, height = 48, detections = Array.Empty<object>(), made.provider, made.model, made.method,
            });
            routes.MapPost("/api/extract", async () =>
            {
                await app!.WordsKnown;
                return new
                {
                    text = string.Join(' ', app.Words.Select(word => word.Text)),
                    lines = app.Words.Select(word => new
                    {
                        text = word.Text, confidence = 0.95, box = new { x = word.X - 0.01, y = word.Y - 0.01, width = 0.02, height = 0.02 },
                    }),
                    made.provider,
                    made.model,
                    made.method,
                };
            });
            routes.MapPost("/api/caption", async (HttpRequest http) =>
                CaptionGateway.Fitting(JsonElement.Parse((await http.ReadFormAsync())["request"].ToString())));
        });
        var backend = await BackendApp.StartAsync(
            postgres,
            [
                ("services:model-gateway:http:0", models.Url),
                ("Jobs:RetryBase", "00:00:00.05"),
                ("Jobs:Poll", "00:00:00.05"),
                ("Jobs:Pulse", "00:00:00.05"),
                .. settings,
            ]);
        return app = new ChartsApp(backend, models);
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path, HttpClient? client = null) =>
        SendAsync(HttpMethod.Get, path, null, client);

    public Task<(int Status, JsonElement Body)> PostAsync(string path, object? body = null, HttpClient? client = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), client);

    public Task<(int Status, JsonElement Body)> PutAsync(string path, object? body = null, HttpClient? client = null) =>
        SendAsync(HttpMethod.Put, path, body is null ? null : JsonContent.Create(body), client);

    public Task<(int Status, JsonElement Body)> DeleteAsync(string path, HttpClient? client = null) =>
        SendAsync(HttpMethod.Delete, path, null, client);

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await (client ?? Backend.Client).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>A product of its own part number.</summary>
    public async Task<string> ProductAsync(string? partNumber = null, HttpClient? client = null)
    {
        partNumber ??= $"part {Guid.NewGuid():N}";
        var (status, body) = await PostAsync(
            "/api/products", new { name = "A transistor", manufacturer = "EPC", partNumber, deviceType = "GaN-HEMT" }, client);
        return status == 201 ? body.GetProperty("id").GetString()! : throw new InvalidOperationException(body.ToString());
    }

    public async Task<JsonElement> UploadAsync(string product, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(content, "files", name);
        }

        var (status, body) = await SendAsync(HttpMethod.Post, $"/api/products/{product}/images", form);
        return status == 200 ? body.GetProperty("results") : throw new InvalidOperationException(body.ToString());
    }

    /// <summary>Uploads one chart and returns the image's id.</summary>
    public async Task<string> ImageAsync(string product, byte[]? png = null, string name = "chart.png") =>
        (await UploadAsync(product, (name, png ?? Chart().ToPng())))[0].GetProperty("image").GetProperty("id").GetString()!;

    /// <summary>A queue of the team.</summary>
    public async Task<string> QueueAsync(string mode = "automatic", int running = 3, string? name = null)
    {
        name ??= $"queue {Guid.NewGuid():N}";
        var (status, body) = await PostAsync("/api/queue/create", new { name, mode, max_concurrent_jobs = running });
        return status == 200 ? body.GetProperty("queue_id").GetString()! : throw new InvalidOperationException(body.ToString());
    }

    /// <summary>A job that reads axes from 0 to 10 and from 0 to 100.</summary>
    public static object Request(string product, string image, string method = "standard", string priority = "normal", object? parameters = null) => new
    {
        product_id = product,
        image_id = image,
        extraction_method = method,
        priority,
        parameters = parameters ?? new { x_min = 0, x_max = 10, y_min = 0, y_max = 100 },
    };

    public async Task<string> JobAsync(string queue, string product, string image, object? parameters = null)
    {
        var (status, body) = await PostAsync($"/api/job/create?queue_id={queue}", Request(product, image, parameters: parameters));
        return status == 200 ? body.GetProperty("job_id").GetString()! : throw new InvalidOperationException(body.ToString());
    }

    /// <summary>The job, once it has completed or failed.</summary>
    public async Task<JsonElement> EndedAsync(string job)
    {
        JsonElement body = default;
        await Eventually.TrueAsync(
            async () =>
            {
                (_, body) = await GetAsync($"/api/job/{job}");
                return body.GetProperty("completed_at").ValueKind != JsonValueKind.Null;
            },
            withinSeconds: 60);
        return body;
    }

    /// <summary>A clean chart of y = 0.2 + 0.5 x, small so that it is read at once.</summary>
    public static ChartSketch Chart(double slope = 0.5) =>
        new ChartSketch(320, 240).Box().Curve(x => 0.2 + (slope * x), ChartSketch.Blue);

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        await _models.DisposeAsync();
    }
}
