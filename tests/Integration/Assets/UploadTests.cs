using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Access;
using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Assets;

public sealed class UploadTests(PostgresServer postgres) : IAsyncLifetime
{
    private AssetsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AssetsHost.StartAsync(postgres);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_image_becomes_an_asset_with_an_intake_of_five_chained_steps()
    {
        var answer = await _host.As().UploadAsync(("cat.png", Pictures.Png(300, 200)));

        var result = Assert.Single(answer.GetProperty("results").EnumerateArray());
        var asset = result.GetProperty("asset");
        Assert.Equal("created", result.Text("status"));
        Assert.Equal(("image", "processing", "cat.png", "image/png"), (asset.Text("kind"), asset.Text("state"), asset.Text("fileName"), asset.Text("contentType")));
        Assert.Equal((300, 200), (asset.GetProperty("width").GetInt32(), asset.GetProperty("height").GetInt32()));
        Assert.Equal(answer.GetProperty("jobId").GetGuid(), result.GetProperty("jobId").GetGuid());
        Assert.Equal(5, await _host.CountAsync("select count(*) from jobs.item"));
        Assert.Equal(1, await _host.CountAsync("select count(*) from jobs.item where state = 'ready' and step = 'moderate'"));
    }

    [Fact]
    public async Task One_bad_file_does_not_lose_the_others()
    {
        var answer = await _host.As().UploadAsync(
            ("good.png", Pictures.Png(30, 20)),
            ("empty.png", []),
            ("words.txt", "just words"u8.ToArray()),
            ("half.png", Pictures.Png(300, 200)[..500]),
            ("bomb.png", Pictures.PngHeaderClaiming(50_000, 50_000)),
            ("also-good.png", Pictures.Png(30, 20, seed: 1)));

        Assert.Equal(
            ["created", "empty-file", "unsupported-type", "unreadable-image", "too-many-pixels", "created"],
            answer.GetProperty("results").EnumerateArray().Select(result =>
                result.GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem ? problem.Text("code") : result.Text("status")));
        Assert.Equal(2, await _host.CountAsync("select count(*) from assets.asset"));
        Assert.Equal(0, _host.FilesIn("staging"));
    }

    [Fact]
    public async Task A_real_decompression_bomb_is_refused()
    {
        var answer = await _host.As().UploadAsync(("bomb.png", Pictures.FlatPng(12_000, 12_000)));

        Assert.Equal("too-many-pixels", answer.GetProperty("results")[0].GetProperty("problem").Text("code"));
    }

    [Fact]
    public async Task A_mislabelled_image_is_taken_for_what_it_is()
    {
        var answer = await _host.As().UploadAsync(("holiday.jpg", Pictures.Png(30, 20)), ("script.png", "<script>alert(1)</script>"u8.ToArray()));

        var results = answer.GetProperty("results");
        Assert.Equal("image/png", results[0].GetProperty("asset").Text("contentType"));
        Assert.Equal("unsupported-type", results[1].GetProperty("problem").Text("code"));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_alone()
    {
        await using var small = await AssetsHost.StartAsync(postgres, settings: ("Assets:MaxFileBytes", "20000"));

        var answer = await small.As().UploadAsync(
            ("huge.png", [.. Pictures.Png(30, 20), .. new byte[3_000_000]]), ("small.png", Pictures.Png(30, 20)));

        Assert.Equal("file-too-large", answer.GetProperty("results")[0].GetProperty("problem").Text("code"));
        Assert.Equal("created", answer.GetProperty("results")[1].Text("status"));
        Assert.Equal(0, small.FilesIn("staging"));
    }

    [Fact]
    public async Task A_thousand_files_are_taken_in_one_upload()
    {
        var files = Enumerable.Range(0, 1000).Select(index => ($"{index}.png", Pictures.Png(10 + (index % 50), 10 + (index / 50))));

        var answer = await _host.As().UploadAsync([.. files]);

        Assert.All(answer.GetProperty("results").EnumerateArray(), result => Assert.Equal("created", result.Text("status")));
        Assert.Equal(1000, await _host.CountAsync("select count(*) from assets.asset where intake_job_id is not null"));
        Assert.Equal(5000, await _host.CountAsync("select count(*) from jobs.item"));
        Assert.Equal(1, await _host.CountAsync("select count(*) from jobs.job"));
    }

    [Fact]
    public async Task One_file_more_than_allowed_refuses_the_upload_and_leaves_nothing()
    {
        await using var strict = await AssetsHost.StartAsync(postgres, settings: ("Assets:MaxFiles", "3"));

        using var response = await strict.As().PostAsync(
            [.. Enumerable.Range(0, 4).Select(index => ($"{index}.png", Pictures.Png(30, 20, seed: index)))]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too-many-files", await response.CodeAsync());
        Assert.Equal(0, strict.FilesIn("staging") + strict.FilesIn("content"));
        Assert.Equal(0, await strict.CountAsync("select count(*) from assets.asset"));
    }

    [Theory]
    [InlineData("../../../../etc/passwd.png", "passwd.png")]
    [InlineData("..\\..\\windows\\system32\\evil.png", "evil.png")]
    [InlineData("/absolute/path.png", "path.png")]
    [InlineData("..", "unnamed")]
    public async Task A_path_in_a_file_name_leads_nowhere(string sent, string kept)
    {
        var answer = await _host.As().UploadAsync((sent, Pictures.Png(30, 20)));

        Assert.Equal(kept, answer.GetProperty("results")[0].Text("fileName"));
        Assert.Equal(kept, answer.GetProperty("results")[0].GetProperty("asset").Text("fileName"));
        Assert.Equal(1, _host.FilesIn("content"));
    }

    [Fact]
    public async Task The_same_bytes_are_one_asset_in_a_team()
    {
        var client = _host.As();
        var first = await client.UploadOneAsync(Pictures.Png(30, 20), "first.png");

        var answer = await client.UploadAsync(("second.png", Pictures.Png(30, 20)), ("third.png", Pictures.Png(30, 20)));

        Assert.All(answer.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Equal("duplicate", result.Text("status"));
            Assert.Equal(first, result.GetProperty("asset").GetProperty("id").GetGuid());
        });
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("jobId").ValueKind);
    }

    [Fact]
    public async Task Another_team_does_not_learn_that_the_bytes_are_known()
    {
        await _host.As().UploadOneAsync(Pictures.Png(30, 20));

        var answer = await _host.As().UploadAsync(("mine.png", Pictures.Png(30, 20)));

        Assert.Equal("created", answer.GetProperty("results")[0].Text("status"));
        Assert.Equal(1, _host.FilesIn("content"));
    }

    [Fact]
    public async Task Two_uploads_of_the_same_files_at_once_make_each_asset_once()
    {
        var client = _host.As();
        var files = Enumerable.Range(0, 20).Select(index => ($"{index}.png", Pictures.Png(30, 20, seed: index))).ToArray();

        await Task.WhenAll(client.UploadAsync(files), client.UploadAsync([.. files.Reverse()]), client.UploadAsync(files));

        Assert.Equal(20, await _host.CountAsync("select count(*) from assets.asset"));
        Assert.Equal(100, await _host.CountAsync("select count(*) from jobs.item"));
    }

    [Fact]
    public async Task A_heic_is_served_as_jpeg_and_kept_as_it_came()
    {
        var client = _host.As();

        var answer = await client.UploadAsync(("IMG_0001.HEIC", Pictures.Heic));

        var asset = answer.GetProperty("results")[0].GetProperty("asset");
        Assert.Equal(("image/jpeg", 320, 200), (asset.Text("contentType"), asset.GetProperty("width").GetInt32(), asset.GetProperty("height").GetInt32()));
        Assert.Equal(2, _host.FilesIn("content"));
        Assert.Equal("duplicate", (await client.UploadAsync(("again.heic", Pictures.Heic))).GetProperty("results")[0].Text("status"));
    }

    [Fact]
    public async Task A_photograph_taken_sideways_has_the_size_of_the_upright_one()
    {
        var jpeg = Path.GetTempFileName();
        ImageFile.WriteThumbnail(ImageSource.FromBytes(Pictures.Png(300, 200)), null, jpeg);
        var sideways = Pictures.WithOrientation(await File.ReadAllBytesAsync(jpeg), orientation: 8);
        File.Delete(jpeg);

        var answer = await _host.As().UploadAsync(("sideways.jpg", sideways));

        var asset = answer.GetProperty("results")[0].GetProperty("asset");
        Assert.Equal((200, 300), (asset.GetProperty("width").GetInt32(), asset.GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task Videos_and_documents_are_ready_without_an_intake()
    {
        byte[] video = [0, 0, 0, 0x18, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8, .. new byte[100]];
        byte[] document = [.. "%PDF-1.7\n"u8, .. new byte[100]];

        var answer = await _host.As().UploadAsync(("film.mp4", video), ("paper.pdf", document));

        Assert.Equal(
            [("video", "video/mp4", "ready"), ("document", "application/pdf", "ready")],
            answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("asset"))
                .Select(asset => (asset.Text("kind"), asset.Text("contentType"), asset.Text("state"))));
        Assert.Equal(0, await _host.CountAsync("select count(*) from jobs.job"));
    }

    [Fact]
    public async Task Description_and_collection_of_an_upload_count_for_all_its_files()
    {
        var client = _host.As();
        using var created = await client.Http.PostAsJsonAsync("/api/collections", new { name = "Holiday" });
        var collection = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var form = AssetsClient.Form(("a.png", Pictures.Png(30, 20)), ("b.png", Pictures.Png(30, 20, seed: 1)));
        form.Add(new StringContent(collection.ToString()), "collectionId");
        form.Add(new StringContent("At the sea"), "description");

        using var response = await client.Http.PostAsync("/api/assets", form);

        var listed = await client.GetAsync($"/api/assets?collectionId={collection}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, listed.GetProperty("items").GetArrayLength());
        Assert.All(listed.GetProperty("items").EnumerateArray(), asset => Assert.Equal("At the sea", asset.Text("description")));
    }

    [Fact]
    public async Task A_collection_of_another_team_refuses_the_upload()
    {
        using var created = await _host.As().Http.PostAsJsonAsync("/api/collections", new { name = "Theirs" });
        var theirs = (await created.Content.ReadFromJsonAsync<JsonElement>()).Text("id")!;
        using var form = AssetsClient.Form(("a.png", Pictures.Png(30, 20)));
        form.Add(new StringContent(theirs), "collectionId");

        using var response = await _host.As().Http.PostAsync("/api/assets", form);

        Assert.Equal("collection-not-found", await response.CodeAsync());
        Assert.Equal(0, await _host.CountAsync("select count(*) from assets.asset"));
    }

    [Fact]
    public async Task A_repeated_idempotency_key_gets_the_first_answer()
    {
        var client = _host.As();
        client.Http.DefaultRequestHeaders.Add("Idempotency-Key", "upload-1");

        var first = await client.UploadAsync(("a.png", Pictures.Png(30, 20)));
        var second = await client.UploadAsync(("a.png", Pictures.Png(30, 20)));

        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Theory]
    [InlineData("application/json", "{}", "not-multipart", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", "x", "malformed-upload", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=files; filename=a.png\r\n\r\nhalf", "malformed-upload", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nNonsense: 1\r\n\r\nhalf\r\n--x--", "malformed-upload", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=description\r\n\r\nonly words\r\n--x--", "no-files", HttpStatusCode.BadRequest)]
    public async Task A_request_that_is_no_upload_is_told_why(string type, string body, string code, HttpStatusCode status)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await _host.As().Http.PostAsync("/api/assets", content);

        Assert.Equal((status, code), (response.StatusCode, await response.CodeAsync()));
        Assert.Equal(0, _host.FilesIn("staging"));
    }

    [Fact]
    public async Task Viewers_may_not_upload()
    {
        using var response = await _host.As(Role.Viewer).PostAsync(("a.png", Pictures.Png(30, 20)));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
