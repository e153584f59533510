using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;

namespace Suite.Tests.Integration.Captioning;

/// <summary>The real backend with a workspace of its own and a stand-in for the models.</summary>
internal sealed class CaptioningApp : IAsyncDisposable
{
    private CaptioningApp(BackendApp backend, CaptionGateway models, string workspace) =>
        (Backend, Models, Workspace) = (backend, models, workspace);

    public BackendApp Backend { get; }

    public CaptionGateway Models { get; }

    public string Workspace { get; }

    public static async Task<CaptioningApp> StartAsync(PostgresServer postgres, params (string Key, string? Value)[] settings) =>
        await StartAsync(await postgres.CreateDatabaseAsync(), settings);

    public static async Task<CaptioningApp> StartAsync(string database, params (string Key, string? Value)[] settings)
    {
        var models = await CaptionGateway.StartAsync();
        var workspace = Directory.CreateTempSubdirectory("workspace-").FullName;
        return new CaptioningApp(await BackendAsync(database, models, workspace, settings), models, workspace);
    }

    /// <summary>A second backend on the same database, with the same models and workspace.</summary>
    public static Task<BackendApp> ReplicaAsync(CaptioningApp app, string database, params (string Key, string? Value)[] settings) =>
        BackendAsync(database, app.Models, app.Workspace, settings);

    private static Task<BackendApp> BackendAsync(
        string database, CaptionGateway models, string workspace, (string Key, string? Value)[] settings) =>
        BackendApp.StartAsync(
            database,
            null,
            [
                ("services:model-gateway:http:0", models.Url),
                ("WORKSPACE_PATH", workspace),
                ("Jobs:RetryBase", "00:00:00.01"),
                ("Jobs:Poll", "00:00:00.05"),
                ("Jobs:Pulse", "00:00:00.05"),
                .. settings,
            ]);

    /// <summary>Puts an image into the workspace and returns its path there.</summary>
    public string AddFile(string path, int seed = 0)
    {
        var file = Path.Combine(Workspace, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Pictures.Png(32, 24, seed));
        return path;
    }

    /// <summary>Uploads an image and returns the asset's id.</summary>
    public async Task<string> UploadAsync(int seed = 0)
    {
        using var content = new ByteArrayContent(Pictures.Png(32, 24, seed));
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { content, "files", $"picture-{seed}.png" } };
        using var response = await Backend.Client.PostAsync("/api/assets", form);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("results")[0].GetProperty("asset").GetProperty("id").GetString()!;
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object? body = null, HttpClient? client = null)
    {
        using var response = await (client ?? Backend.Client).PostAsJsonAsync($"/api/perspectives/batch/{path}", body);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<(int Status, JsonElement Body)> GetAsync(string path, HttpClient? client = null)
    {
        using var response = await (client ?? Backend.Client).GetAsync($"/api/perspectives/batch/{path}");
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Creates a batch, which must succeed, and returns its id.</summary>
    public async Task<string> CreateAsync(
        string[] images, string[] perspectives, string type = "MULTI_PERSPECTIVE", object? options = null, int priority = 100)
    {
        var (status, body) = await PostAsync("create", new { type, images, perspectives, options, priority });
        return status == 201 ? body.GetProperty("jobId").GetString()! : throw new InvalidOperationException(body.ToString());
    }

    /// <summary>The batch with its items, once it has ended.</summary>
    public async Task<JsonElement> EndedAsync(string jobId)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < deadline; await Task.Delay(30))
        {
            var (_, body) = await GetAsync($"status/{jobId}?includeItems=true");
            if (body.GetProperty("job").GetProperty("completedAt").ValueKind != JsonValueKind.Null)
                return body;
        }
        throw new TimeoutException($"Batch {jobId} does not end.");
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        await Models.DisposeAsync();
        Directory.Delete(Workspace, recursive: true);
    }
}
