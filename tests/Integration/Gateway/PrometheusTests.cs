using System.Net;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class PrometheusTests : IAsyncLifetime
{
    private Upstream _backend = null!;
    private Upstream _prometheus = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await Upstream.StartAsync("backend");
        _prometheus = await Upstream.StartAsync("prometheus");
        _gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", _backend.Url),
            ("services:prometheus:http:0", _prometheus.Url),
            ("services:grafana:http:0", $"http://127.0.0.1:{ServerProcess.FreePort()}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _prometheus.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/prometheus/api/v1/query?query=up")]
    [InlineData("POST", "/prometheus/api/v1/query_range")]
    [InlineData("POST", "/prometheus/api/v1/series")]
    [InlineData("GET", "/prometheus/api/v1/label/job/values")]
    [InlineData("GET", "/prometheus/graph")]
    public async Task An_administrator_may_ask_it_everything(string method, string path)
    {
        using var response = await _gateway.SendAsync(new HttpMethod(method), path, ("Cookie", "suite_session=admin"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/prometheus/api/v1/admin/tsdb/delete_series")]
    [InlineData("PUT", "/prometheus/api/v1/admin/tsdb/snapshot")]
    [InlineData("GET", "/prometheus/api/v1/admin/tsdb/snapshot")]
    [InlineData("GET", "/prometheus/api/v1%2Fadmin/tsdb/snapshot")]
    [InlineData("GET", "/prometheus/api/v1/query/%2e%2e/admin/tsdb/snapshot")]
    [InlineData("POST", "/prometheus/api/v1/write")]
    [InlineData("POST", "/prometheus/api/v1/otlp/v1/metrics")]
    [InlineData("POST", "/prometheus/-/reload")]
    [InlineData("PUT", "/prometheus/-/quit")]
    [InlineData("GET", "/prometheus/debug/pprof/heap")]
    public async Task Nobody_changes_it_from_outside(string method, string path)
    {
        using var response = await _gateway.SendAsync(new HttpMethod(method), path, ("X-Api-Key", "admin"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_person_who_opens_grafana_where_there_is_none_reads_where_else_to_look()
    {
        using var page = await _gateway.SendAsync(HttpMethod.Get, "/grafana/", ("X-Api-Key", "admin"), ("Accept", "text/html,*/*"));
        using var problem = await _gateway.SendAsync(HttpMethod.Get, "/grafana/api/search", ("X-Api-Key", "admin"));

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("href=\"/admin/operations\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadGateway, page.StatusCode);
        Assert.Equal("upstream-unreachable", await TestGateway.CodeOf(problem));
    }
}
