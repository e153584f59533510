using System.Net;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class WebFilesTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("suite-wwwroot-").FullName;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "index.html"), "<!doctype html><title>Suite</title>");
        Directory.CreateDirectory(Path.Combine(_root, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_root, "assets", "app-1234.js"), "export {}");
        _gateway = await TestGateway.StartAsync("Production", _root);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/library")]
    [InlineData("/assets/0190-not-a-file")]
    public async Task The_apps_own_routes_get_its_page(string path)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, path);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("script-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hashed_files_are_kept_for_ever_and_missing_ones_are_missing()
    {
        using var script = await _gateway.SendAsync(HttpMethod.Get, "/assets/app-1234.js");
        using var missing = await _gateway.SendAsync(HttpMethod.Get, "/assets/app-0000.js");

        Assert.True(script.Headers.CacheControl?.MaxAge > TimeSpan.FromDays(300));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Apis_are_not_shadowed_by_the_page()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/api/x");

        Assert.Equal("upstream-unavailable", await TestGateway.CodeOf(response));
    }
}
