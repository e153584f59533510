using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>graphcap's datasets: named sets of images, filled by hand or from a folder of the workspace.</summary>
public class DatasetTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_dataset_is_created_once_listed_filled_and_deleted()
    {
        await using var app = await IdleAsync();
        var (first, second) = (await app.UploadAsync(1), await app.UploadAsync(2));

        var (status, created) = await SendAsync(app, HttpMethod.Post, "", new { name = "zoo_2024-a", description = "Animals" });
        var again = await SendAsync(app, HttpMethod.Post, "", new { name = "zoo_2024-a" });
        var filled = (await SendAsync(app, HttpMethod.Post, "/zoo_2024-a/images", new { assetIds = new[] { first, second, first } })).Body;
        var twice = (await SendAsync(app, HttpMethod.Post, "/zoo_2024-a/images", new { assetIds = new[] { second } })).Body;
        var listed = (await SendAsync(app, HttpMethod.Get, "")).Body.GetProperty("items");
        var inside = await app.Backend.Client.GetFromJsonAsync<JsonElement>($"/api/assets?collectionId={created.GetProperty("id").GetString()}");
        var deleted = await SendAsync(app, HttpMethod.Delete, "/zoo_2024-a");

        Assert.Equal(201, status);
        Assert.Equal((409, "dataset-exists"), (again.Status, again.Body.GetProperty("code").GetString()));
        Assert.Equal((2, 0), (filled.GetProperty("added").GetInt32(), filled.GetProperty("duplicates").GetInt32()));
        Assert.Equal((0, 1), (twice.GetProperty("added").GetInt32(), twice.GetProperty("duplicates").GetInt32()));
        Assert.Equal(("zoo_2024-a", 2), (listed[0].GetProperty("name").GetString(), listed[0].GetProperty("imageCount").GetInt32()));
        Assert.Equal(2, inside.GetProperty("items").GetArrayLength());
        Assert.Equal(204, deleted.Status);
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Get, "/zoo_2024-a")).Status);
    }

    [Fact]
    public async Task Of_two_who_create_the_same_dataset_at_once_one_is_told_that_it_is_there()
    {
        await using var app = await IdleAsync();

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(app, HttpMethod.Post, "", new { name = "same" })));

        Assert.Equal([201, 409, 409, 409], both.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task A_folder_is_imported_file_by_file_and_each_tells_what_became_of_it()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var outside = Directory.CreateTempSubdirectory("outside-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(outside, "secret.png"), Pictures.Png(16, 16, 9), TestContext.Current.CancellationToken);
        app.AddFile("zoo/a.png", 1);
        app.AddFile("zoo/inner/b.png", 2);
        app.AddFile("zoo/inner/copy-of-a.png", 1);
        await File.WriteAllTextAsync(Path.Combine(app.Workspace, "zoo/broken.jpg"), "no image", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(app.Workspace, "zoo/notes.txt"), "x", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(app.Workspace, "zoo/link.png"), Path.Combine(outside, "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(app.Workspace, "zoo/out"), outside);
        await SendAsync(app, HttpMethod.Post, "", new { name = "zoo" });

        var (status, accepted) = await SendAsync(app, HttpMethod.Post, "/zoo/import", new { path = "zoo" });
        var path = $"/zoo/imports/{accepted.GetProperty("jobId").GetString()}";
        JsonElement import = default;
        await Eventually.TrueAsync(async () => (import = (await SendAsync(app, HttpMethod.Get, path)).Body).GetProperty("progress").GetInt32() == 100);
        var paged = (await SendAsync(app, HttpMethod.Get, $"{path}?limit=1&offset=1")).Body.GetProperty("files");

        Assert.Equal((202, 5, 1), (status, accepted.GetProperty("totalFiles").GetInt32(), accepted.GetProperty("otherFiles").GetInt32()));
        Assert.Equal(("partial", 2, 1, 2), (
            import.GetProperty("status").GetString(), import.GetProperty("imported").GetInt32(), import.GetProperty("duplicates").GetInt32(),
            import.GetProperty("failed").GetInt32()));
        var files = import.GetProperty("files").EnumerateArray().ToDictionary(
            file => file.GetProperty("path").GetString()!, file => (file.GetProperty("status").GetString(), file.GetProperty("error").GetString()));
        Assert.Equal(["zoo/a.png", "zoo/broken.jpg", "zoo/inner/b.png", "zoo/inner/copy-of-a.png", "zoo/link.png"], files.Keys);
        Assert.StartsWith("unsupported-type:", files["zoo/broken.jpg"].Item2);
        Assert.StartsWith("image-outside-workspace:", files["zoo/link.png"].Item2);
        Assert.Equal("zoo/broken.jpg", Assert.Single(paged.EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(2, (await SendAsync(app, HttpMethod.Get, "/zoo")).Body.GetProperty("imageCount").GetInt32());
    }

    [Fact]
    public async Task The_same_folder_once_more_while_it_runs_is_the_same_import()
    {
        await using var app = await IdleAsync();
        app.AddFile("zoo/a.png");
        await SendAsync(app, HttpMethod.Post, "", new { name = "zoo" });

        var (_, first) = await SendAsync(app, HttpMethod.Post, "/zoo/import", new { path = "zoo" });
        var (_, second) = await SendAsync(app, HttpMethod.Post, "/zoo/import", new { path = "./zoo/" });

        Assert.Equal(first.GetProperty("jobId").GetString(), second.GetProperty("jobId").GetString());
    }

    [Fact]
    public async Task Another_teams_datasets_do_not_exist_and_a_viewer_may_only_look()
    {
        await using var app = await IdleAsync();
        app.AddFile("zoo/a.png");
        await SendAsync(app, HttpMethod.Post, "", new { name = "zoo" });
        var jobId = (await SendAsync(app, HttpMethod.Post, "/zoo/import", new { path = "zoo" })).Body.GetProperty("jobId").GetString();
        using var stranger = await app.Backend.StrangerAsync();
        using var viewer = await app.Backend.WithRoleAsync("viewer");

        Assert.Equal(404, (await SendAsync(app, HttpMethod.Get, "/zoo", client: stranger)).Status);
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Post, "/zoo/import", new { path = "zoo" }, stranger)).Status);
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Get, $"/zoo/imports/{jobId}", client: stranger)).Status);
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Delete, "/zoo", client: stranger)).Status);
        Assert.Equal(0, (await SendAsync(app, HttpMethod.Get, "", client: stranger)).Body.GetProperty("items").GetArrayLength());
        Assert.Equal(201, (await SendAsync(app, HttpMethod.Post, "", new { name = "zoo" }, stranger)).Status);
        Assert.Equal(200, (await SendAsync(app, HttpMethod.Get, "/zoo", client: viewer)).Status);
        Assert.Equal(403, (await SendAsync(app, HttpMethod.Delete, "/zoo", client: viewer)).Status);
    }

    [Fact]
    public async Task Bad_requests_are_refused_with_a_code_and_with_graphcaps_error()
    {
        await using var app = await IdleAsync();
        app.AddFile("zoo/a.png");
        app.AddFile("zoo/b.png", 1);
        Directory.CreateDirectory(Path.Combine(app.Workspace, "empty"));
        Directory.CreateSymbolicLink(Path.Combine(app.Workspace, "out"), Path.GetTempPath());
        await SendAsync(app, HttpMethod.Post, "", new { name = "zoo" });

        await RefusedAsync("", new { name = "../zoo" }, 400, "invalid-request");
        await RefusedAsync("", new { name = "a zoo" }, 400, "invalid-request");
        await RefusedAsync("", new { name = "" }, 400, "invalid-request");
        await RefusedAsync("", new { name = 7 }, 400, "malformed-json");
        await RefusedAsync("/nowhere/import", new { path = "zoo" }, 404, "dataset-not-found");
        await RefusedAsync("/zoo/import", new { path = "../" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = "/etc" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = "zoo/../../" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = $"{app.Workspace}-beside" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = "out/anything" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = "zoo\0" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = "%2e%2e/" }, 400, "folder-not-found");
        await RefusedAsync("/zoo/import", new { path = "..%2f..%2fetc" }, 400, "folder-not-found");
        await RefusedAsync("/zoo/import", new { path = "zoo/a.png" }, 400, "folder-not-found");
        await RefusedAsync("/%2e%2e%2fzoo/import", new { path = "zoo" }, 404, "dataset-not-found");
        await RefusedAsync("/zoo/import", new { path = "out" }, 400, "image-outside-workspace");
        await RefusedAsync("/zoo/import", new { path = "nowhere" }, 400, "folder-not-found");
        await RefusedAsync("/zoo/import", new { path = "empty" }, 400, "folder-empty");
        await RefusedAsync("/zoo/import", new { path = "." }, 400, "folder-too-large");
        await RefusedAsync("/zoo/images", new { assetIds = Array.Empty<Guid>() }, 400, "invalid-request");
        await RefusedAsync("/zoo/images", new { assetIds = new[] { Guid.NewGuid() } }, 400, "image-not-found");

        async Task RefusedAsync(string path, object body, int status, string code)
        {
            var (answered, problem) = await SendAsync(app, HttpMethod.Post, path, body);
            Assert.Equal((path, status, code), (path, answered, problem.GetProperty("code").GetString()));
            Assert.NotEqual("", problem.GetProperty("error").GetString());
        }
    }

    private Task<CaptioningApp> IdleAsync() =>
        CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"), ("Captioning:MaxImportFiles", "1"));

    private static async Task<(int Status, JsonElement Body)> SendAsync(
        CaptioningApp app, HttpMethod method, string path, object? body = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/datasets{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await (client ?? app.Backend.Client).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
