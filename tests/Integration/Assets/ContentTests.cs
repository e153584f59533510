using System.Net;
using System.Net.Http.Headers;
using Suite.Access;
using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Assets;

public sealed class ContentTests(PostgresServer postgres, RunningAssets shared) : IClassFixture<RunningAssets>
{
    private readonly byte[] _picture = Pictures.Png(600, 400);
    private readonly AssetsHost _host = shared.Host;

    [Fact]
    public async Task The_original_comes_back_byte_for_byte_and_cannot_be_taken_for_a_page()
    {
        var client = _host.As();
        var id = await ReadyAsync(client, "Häßliche Katze.png");

        using var response = await client.Http.GetAsync($"/api/assets/{id}/content");

        Assert.Equal(_picture, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.Contains("Cookie", response.Headers.Vary);
        Assert.Equal("inline", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Häßliche Katze.png", response.Content.Headers.ContentDisposition.FileNameStar);
    }

    [Fact]
    public async Task A_variant_is_an_image_of_its_size()
    {
        var client = _host.As();
        var id = await ReadyAsync(client);

        var bytes = await client.Http.GetByteArrayAsync($"/api/assets/{id}/content?variant=thumbnail");

        var info = ImageFile.Verify(ImageSource.FromBytes(bytes));
        Assert.Equal((ImageFormat.Jpeg, 256, 171), (info.Format, info.Width, info.Height));
    }

    [Fact]
    public async Task A_client_that_has_the_bytes_is_told_so()
    {
        var client = _host.As();
        var id = await ReadyAsync(client);
        using var first = await client.Http.GetAsync($"/api/assets/{id}/content");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/assets/{id}/content");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await client.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_part_can_be_asked_for()
    {
        var client = _host.As();
        var id = await ReadyAsync(client);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/assets/{id}/content");
        request.Headers.Range = new RangeHeaderValue(10, 19);

        using var response = await client.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(_picture[10..20], await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("enormous")]
    [InlineData("../../../etc/passwd")]
    public async Task An_unknown_variant_is_not_found(string variant)
    {
        var client = _host.As();
        var id = await ReadyAsync(client);

        using var response = await client.Http.GetAsync($"/api/assets/{id}/content?variant={Uri.EscapeDataString(variant)}");

        Assert.Equal((HttpStatusCode.NotFound, "variant-not-found"), (response.StatusCode, await response.CodeAsync()));
    }

    [Fact]
    public async Task Nothing_is_shown_before_moderation_has_spoken()
    {
        await using var idle = await AssetsHost.StartAsync(postgres);
        var manager = idle.As(Role.Manager);
        var id = await manager.UploadOneAsync(_picture);

        using var response = await manager.Http.GetAsync($"/api/assets/{id}/content");

        Assert.Equal((HttpStatusCode.Conflict, "asset-processing"), (response.StatusCode, await response.CodeAsync()));
    }

    [Fact]
    public async Task Only_managers_see_what_is_in_quarantine()
    {
        await using var strict = await AssetsHost.StartAsync(postgres, runItems: true);
        strict.Models.Moderate = () => ModelGatewayStub.Answer(new { allowed = false, label = "porn", confidence = 0.9, scores = new { porn = 0.9 } });
        var annotator = strict.As();
        var id = await annotator.UploadOneAsync(_picture);
        await annotator.InStateAsync(id, "quarantined");

        using var refused = await annotator.Http.GetAsync($"/api/assets/{id}/content");
        using var shown = await strict.As(Role.Manager, annotator.Team).Http.GetAsync($"/api/assets/{id}/content");
        using var foreign = await strict.As(Role.Admin).Http.GetAsync($"/api/assets/{id}/content");

        Assert.Equal("asset-quarantined", await refused.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task A_deleted_asset_has_no_content_until_it_is_restored()
    {
        var client = _host.As();
        var id = await ReadyAsync(client);
        using var deleted = await client.Http.DeleteAsync($"/api/assets/{id}");

        using var gone = await client.Http.GetAsync($"/api/assets/{id}/content");
        using var restored = await client.Http.PostAsync($"/api/assets/{id}/restore", null);
        using var back = await client.Http.GetAsync($"/api/assets/{id}/content");

        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK],
            [deleted.StatusCode, gone.StatusCode, restored.StatusCode, back.StatusCode]);
    }

    private async Task<Guid> ReadyAsync(AssetsClient client, string name = "picture.png")
    {
        var id = await client.UploadOneAsync(_picture, name);
        await client.InStateAsync(id, "ready");
        return id;
    }
}
