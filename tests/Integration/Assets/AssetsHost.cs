using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Suite.Access;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Assets;

/// <summary>
/// The assets on a real database and a real job engine, over HTTP. The model gateway and the last two steps of the intake, which
/// other modules own, are stood in for.
/// </summary>
internal sealed class AssetsHost : IAsyncDisposable
{
    private readonly TestService _service;

    private readonly bool _ownsBlobs;

    private AssetsHost(TestService service, ModelGatewayStub models, string blobPath, bool ownsBlobs) =>
        (_service, Models, BlobPath, _ownsBlobs) = (service, models, blobPath, ownsBlobs);

    public ModelGatewayStub Models { get; }

    public string BlobPath { get; }

    public string Url => _service.Url;

    public Db Db => Get<Db>();

    public T Get<T>() where T : notnull => _service.Services.GetRequiredService<T>();

    public static async Task<AssetsHost> StartAsync(
        PostgresServer postgres, bool runItems = false, string? blobPath = null, params (string Key, string? Value)[] settings)
    {
        var database = await postgres.CreateDatabaseAsync();
        var models = await ModelGatewayStub.StartAsync();
        var blobs = blobPath ?? Directory.CreateTempSubdirectory("suite-assets-").FullName;
        var service = await TestService.StartAsync(
            builder =>
            {
                builder.AddPlatform();
                builder.AddJobs();
                builder.AddAssets();
                StandInAccess.AddTo(builder);
                builder.Services.AddItemHandler<LastSteps>(AssetIntake.Kind, AssetIntake.Caption);
                builder.Services.AddItemHandler<LastSteps>(AssetIntake.Kind, AssetIntake.Embed);
                builder.Services.Configure<JobsOptions>(options =>
                {
                    options.RunItems = runItems;
                    options.RetryBase = TimeSpan.FromMilliseconds(5);
                    options.RetryCap = TimeSpan.FromMilliseconds(20);
                    options.Poll = TimeSpan.FromMilliseconds(50);
                });
            },
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapAssets();
            },
            [("ConnectionStrings:suitedb", database), ("services:model-gateway:http:0", models.Url), ("Assets:BlobPath", blobs), .. settings]);
        return new AssetsHost(service, models, blobs, ownsBlobs: blobPath is null);
    }

    /// <summary>A client that speaks for a team of its own, or the given one.</summary>
    public AssetsClient As(Role role = Role.Annotator, Guid? team = null)
    {
        var http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromMinutes(5) };
        var id = team ?? Guid.NewGuid();
        http.DefaultRequestHeaders.Add(StandInAccess.TeamHeader, id.ToString());
        http.DefaultRequestHeaders.Add(StandInAccess.RoleHeader, role.ToString());
        return new AssetsClient(http, id);
    }

    /// <summary>Files under a folder of the blob store: <c>staging</c> or <c>content</c>.</summary>
    public int FilesIn(string folder)
    {
        var path = Path.Combine(BlobPath, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories).Length : 0;
    }

    public async Task<long> CountAsync(string sql) =>
        await Db.FirstAsync(sql, null, row => row.GetInt64(0), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        // Workers would go on with files that are gone.
        await _service.StopAsync();
        await _service.DisposeAsync();
        await Models.DisposeAsync();
        if (_ownsBlobs)
            Directory.Delete(BlobPath, recursive: true);
    }

    /// <summary>Caption: nothing. Embed: the asset may be shown.</summary>
    private sealed class LastSteps(IAssets assets) : IItemHandler
    {
        public Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel) => Task.FromResult(new ItemResult(
            Commit: item.Step == AssetIntake.Embed
                ? (sql, stop) => assets.MarkReadyAsync(sql, item.TeamId, item.AssetId!.Value, stop)
                : null));
    }
}

/// <summary>One team's calls.</summary>
internal sealed class AssetsClient(HttpClient http, Guid team)
{
    public HttpClient Http => http;

    public Guid Team => team;

    public Task<HttpResponseMessage> PostAsync(params (string Name, byte[] Bytes)[] files) =>
        http.PostAsync("/api/assets", Form(files));

    /// <summary>Uploads and expects the upload as a whole to be taken.</summary>
    public async Task<JsonElement> UploadAsync(params (string Name, byte[] Bytes)[] files)
    {
        using var response = await PostAsync(files);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Uploads one file and returns its asset's id.</summary>
    public async Task<Guid> UploadOneAsync(byte[] bytes, string name = "picture.png")
    {
        var answer = await UploadAsync((name, bytes));
        return answer.GetProperty("results")[0].GetProperty("asset").GetProperty("id").GetGuid();
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    public Task<JsonElement> AssetAsync(Guid id) => GetAsync($"/api/assets/{id}");

    public async Task<JsonElement> InStateAsync(Guid id, string state)
    {
        await Eventually.TrueAsync(async () => (await AssetAsync(id)).Text("state") == state);
        return await AssetAsync(id);
    }

    public static MultipartFormDataContent Form(params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "files", FileName = $"\"{name}\"" };
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part);
        }

        return form;
    }
}

internal static class Json
{
    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    public static async Task<string?> CodeAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("code");
}
