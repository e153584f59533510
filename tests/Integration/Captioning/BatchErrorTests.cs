using System.Text;
using System.Text.Json;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>graphcap's clients read every failure from <c>error</c>, also those that its routes themselves know nothing of.</summary>
public class BatchErrorTests(SharedCaptioning shared) : IClassFixture<SharedCaptioning>
{
    private const string Batch = "/api/perspectives/batch";

    [Theory]
    [InlineData("GET", Batch + "/nowhere", 404)]
    [InlineData("DELETE", Batch + "/list", 405)]
    [InlineData("POST", Batch + "/create", 415)]
    [InlineData("PUT", "/api/perspectives/time_tags", 415)]
    [InlineData("GET", "/api/datasets/nowhere", 404)]
    [InlineData("GET", "/api/ws/job-updates", 426)]
    [InlineData("GET", "/api/ws/job-queue", 426)]
    public Task What_no_route_takes_has_an_error(string method, string path, int status) =>
        RefusedAsync(shared.App.Backend.Client, method, path, status);

    [Theory]
    [InlineData(Batch + "/create", """{"type":"BACKFILL","images":["\ud83d"],"perspectives":["time_tags"]}""")]
    [InlineData("/api/perspectives/caption-from-path", """{"perspective":"time_tags","image_path":"a.png","context":["\ud83d"]}""")]
    [InlineData("/api/perspectives", """{"name":"\ud83d"}""")]
    public Task Half_a_character_is_no_text(string path, string body) =>
        RefusedAsync(shared.App.Backend.Client, "POST", path, 400, body, "application/json");

    [Fact]
    public async Task Who_may_not_is_told_so_in_an_error()
    {
        using var nobody = shared.App.Backend.NewClient();
        using var viewer = await shared.App.Backend.WithRoleAsync("viewer");

        await RefusedAsync(nobody, "GET", $"{Batch}/list", 401);
        await RefusedAsync(nobody, "GET", "/api/ws/job-updates", 401);
        await RefusedAsync(viewer, "POST", $"{Batch}/cancel/{Guid.NewGuid()}", 403);
    }

    private static async Task RefusedAsync(
        HttpClient client, string method, string path, int status, string body = "a batch, please", string type = "text/plain")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal((path, status), (path, (int)response.StatusCode));
        Assert.NotEmpty(problem.GetProperty("error").GetString()!);
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
    }
}
