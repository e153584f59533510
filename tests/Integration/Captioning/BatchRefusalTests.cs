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
        409, "invalid-dependencies")]
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
    public async Task Bad_questions_too(string path, int status)
    {
        var (answered, problem) = await shared.App.GetAsync(path);

        Assert.Equal(status, answered);
        Assert.Equal(JsonValueKind.String, problem.GetProperty("error").ValueKind);
    }
}
