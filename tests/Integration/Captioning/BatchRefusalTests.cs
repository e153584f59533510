using System.Text;
using System.Text.Json;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

public class BatchRefusalTests(SharedCaptioning shared) : IClassFixture<SharedCaptioning>
{
    [Theory]
    [InlineData("""{"images":["a.png"],"perspectives":["time_tags"]}""", 400, "invalid-request")]
    [InlineData("""{"type":"EVERYTHING","images":["a.png"],"perspectives":["time_tags"]}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":[],"perspectives":["time_tags"]}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":[]}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":["time_tags"],"priority":-1}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":["time_tags"],"options":{"temperature":9}}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":["time_tags"],"options":{"resize_resolution":"HUGE"}}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png",null],"perspectives":["time_tags"]}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":[null]}""", 400, "invalid-request")]
    [InlineData("""{"type":"BACKFILL","images":"a.png","perspectives":["time_tags"]}""", 400, "malformed-json")]
    [InlineData("""{"type":""", 400, "malformed-json")]
    [InlineData("", 400, "bad-request")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":["unheard_of"]}""", 400, "unknown-perspective")]
    [InlineData("""{"type":"BACKFILL","images":["missing.png"],"perspectives":["time_tags"]}""", 400, "image-not-found")]
    [InlineData("""{"type":"BACKFILL","images":["../a.png"],"perspectives":["time_tags"]}""", 400, "image-outside-workspace")]
    [InlineData("""{"type":"BACKFILL","images":["/etc/passwd"],"perspectives":["time_tags"]}""", 400, "image-outside-workspace")]
    [InlineData("""{"type":"BACKFILL","images":["0197a000-0000-7000-8000-00000000abcd"],"perspectives":["time_tags"]}""", 400, "image-not-found")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":["time_tags"],"dependencies":["0197a000-0000-7000-8000-00000000abcd"]}""",
        409, "unknown-dependency")]
    [InlineData("""{"type":"BACKFILL","images":["a.png"],"perspectives":["time_tags"],"dependencies":["seven"]}""", 400, "malformed-json")]
    [InlineData("""{"type":2,"images":["a.png"],"perspectives":["time_tags"]}""", 400, "malformed-json")]
    public async Task Bad_input_is_refused_with_a_code_and_with_graphcaps_error(string body, int status, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shared.App.Backend.Client.PostAsync("/api/perspectives/batch/create", content);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal((status, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEqual("", problem.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("list?status=asleep", 400)]
    [InlineData("list?limit=0", 400)]
    [InlineData("list?offset=-1", 400)]
    [InlineData("list?limit=many", 400)]
    [InlineData("status/0197a000-0000-7000-8000-00000000abcd", 404)]
    [InlineData("status/seven", 404)]
    [InlineData("status/0197a000-0000-7000-8000-00000000abcd?includeItems=perhaps", 400)]
    [InlineData("items/0197a000-0000-7000-8000-00000000abcd/list", 404)]
    [InlineData("items/0197a000-0000-7000-8000-00000000abcd/failed", 404)]
    [InlineData("items/0197a000-0000-7000-8000-00000000abcd/list?offset=-1", 400)]
    [InlineData("items/0197a000-0000-7000-8000-00000000abcd/failed?limit=0", 400)]
    public async Task Bad_questions_too(string path, int status)
    {
        var (answered, problem) = await shared.App.GetAsync(path);

        Assert.Equal(status, answered);
        Assert.Equal(JsonValueKind.String, problem.GetProperty("error").ValueKind);
    }

    [Theory]
    [InlineData("reorder", "{}", 400, "invalid-request")]
    [InlineData("reorder", """{"jobIds":[]}""", 400, "invalid-request")]
    [InlineData("reorder", """{"jobIds":"all"}""", 400, "malformed-json")]
    [InlineData("reorder", """{"jobId":"0197a000-0000-7000-8000-00000000abcd"}""", 400, "invalid-request")]
    [InlineData("reorder", """{"jobId":"0197a000-0000-7000-8000-00000000abcd","priority":-1}""", 400, "invalid-request")]
    [InlineData("reorder", """{"jobIds":["0197a000-0000-7000-8000-00000000abcd"]}""", 404, "batch-not-found")]
    [InlineData("analyze-images", """{"images":[]}""", 400, "invalid-request")]
    [InlineData("analyze-images", """{"images":["../a.png"]}""", 400, "image-outside-workspace")]
    [InlineData("analyze-images", """{"images":["a.png"],"perspectives":["unheard_of"]}""", 400, "unknown-perspective")]
    [InlineData("archive/0197a000-0000-7000-8000-00000000abcd", "{}", 404, "batch-not-found")]
    [InlineData("restore/0197a000-0000-7000-8000-00000000abcd", "{}", 404, "batch-not-found")]
    [InlineData("retry-failed/0197a000-0000-7000-8000-00000000abcd", "{}", 404, "batch-not-found")]
    [InlineData("retry-failed/0197a000-0000-7000-8000-00000000abcd", """{"itemIds":["one"]}""", 400, "malformed-json")]
    [InlineData("items/1234567", """{"status":"completed"}""", 404, "batch-item-not-found")]
    [InlineData("items/1234567", """{"status":"asleep"}""", 400, "invalid-request")]
    [InlineData("items/1234567", """{"status":"completed","processingTime":-1}""", 400, "invalid-request")]
    public async Task Bad_orders_too(string path, string body, int status, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shared.App.Backend.Client.PostAsync($"/api/perspectives/batch/{path}", content);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal((status, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEqual("", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_batch_that_is_refused_leaves_nothing_behind()
    {
        var before = (await shared.App.GetAsync("list")).Body.GetProperty("total").GetInt32();
        var known = await shared.App.CreateAsync(["a.png"], ["time_tags"]);

        var refused = await shared.App.PostAsync("create", new
        {
            type = "MULTI_PERSPECTIVE", images = new[] { "a.png" }, perspectives = new[] { "time_tags" }, dependencies = new[] { known, $"{Guid.NewGuid()}" },
        });

        Assert.Equal(409, refused.Status);
        Assert.Equal(before + 1, (await shared.App.GetAsync("list")).Body.GetProperty("total").GetInt32());
        Assert.Empty((await shared.App.GetAsync($"status/{known}")).Body.GetProperty("job").GetProperty("dependentJobs").EnumerateArray());
    }

    [Fact]
    public async Task A_batch_has_a_largest_size_and_the_refusal_names_it()
    {
        string[] images = [.. Enumerable.Range(0, 100_000).Select(number => $"{number}.png")];
        string[] perspectives = ["time_tags", "graph_caption"];

        var tooMany = await shared.App.PostAsync("create", new { type = "MULTI_PERSPECTIVE", images, perspectives });
        var tooManyTogether = await shared.App.PostAsync("create", new { type = "MULTI_PERSPECTIVE", images = shared.Files(5_001), perspectives });

        Assert.Equal((400, "invalid-request"), (tooMany.Status, tooMany.Body.GetProperty("code").GetString()));
        Assert.Contains("10000", tooMany.Body.GetProperty("error").GetString());
        Assert.Equal((400, "batch-too-large"), (tooManyTogether.Status, tooManyTogether.Body.GetProperty("code").GetString()));
        Assert.Equal(
            "5001 images under 2 perspectives are 10002 captions; a batch has at most 10000.",
            tooManyTogether.Body.GetProperty("error").GetString());
    }
}
