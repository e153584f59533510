using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>Servers go away in the middle of the work, and nothing is lost.</summary>
public sealed class FaultTests(SuiteApp suite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_Redis_stopped_everything_goes_on()
    {
        using var client = suite.CreateClient();
        await suite.CommandAsync("redis", "stop");
        try
        {
            var asset = await UploadAsync(client, "coins.png");

            Assert.Equal("ready", await FinalStateAsync(client, asset));
        }
        finally
        {
            await suite.CommandAsync("redis", "start");
            await suite.WaitUntilHealthyAsync("redis");
        }
    }

    [Fact]
    public async Task While_PostgreSQL_restarts_requests_fail_cleanly_and_the_work_is_done_once()
    {
        using var client = suite.CreateClient();
        var asset = await UploadAsync(client, "camera.png");

        await suite.CommandAsync("postgres", "stop");
        var during = await client.GetAsync("/api/assets", Cancel);
        var problem = await during.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        await suite.CommandAsync("postgres", "start");
        await suite.WaitUntilHealthyAsync("postgres");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, during.StatusCode);
        Assert.Equal("application/problem+json", during.Content.Headers.ContentType?.MediaType);
        Assert.Contains(problem.GetProperty("code").GetString(), new[] { "database-unavailable", "upstream-unavailable" });
        Assert.Equal("ready", await FinalStateAsync(client, asset));
        Assert.Equal(1, await CaptionsAsync(client, asset));
    }

    [Fact]
    public async Task When_a_backend_is_killed_the_other_takes_up_its_work_and_requests_go_on()
    {
        await suite.WaitUntilHealthyAsync("backend");
        using var client = suite.CreateClient();
        var asset = await UploadAsync(client, "brick.png");

        suite.KillOneProcessOf("Suite.Backend.dll");
        using var during = await client.GetAsync("/api/assets", Cancel);

        Assert.Equal(HttpStatusCode.OK, during.StatusCode);
        Assert.Equal("ready", await FinalStateAsync(client, asset));
        Assert.Equal(1, await CaptionsAsync(client, asset));
        await suite.WaitUntilHealthyAsync("backend");
    }

    private async Task<Guid> UploadAsync(HttpClient client, string name)
    {
        await using var stream = File.OpenRead(Path.Combine(suite.Photos, name));
        using var file = new StreamContent(stream) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var form = new MultipartFormDataContent { { file, "files", name } };
        using var response = await client.PostAsync("/api/assets", form, Cancel);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer.GetProperty("results")[0].GetProperty("asset").GetProperty("id").GetGuid();
    }

    private static async Task<string?> FinalStateAsync(HttpClient client, Guid asset)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromMinutes(3));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await tick.WaitForNextTickAsync(deadline.Token))
        {
            using var response = await client.GetAsync($"/api/assets/{asset}", Cancel);
            if (response.IsSuccessStatusCode)
            {
                var state = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("state").GetString();
                if (state != "processing")
                    return state;
            }
        }

        return "processing";
    }

    private static async Task<int> CaptionsAsync(HttpClient client, Guid asset)
    {
        var view = await client.GetFromJsonAsync<JsonElement>($"/api/assets/{asset}", Cancel);
        return view.GetProperty("insights").EnumerateArray().Count(insight => insight.GetProperty("kind").GetString() == "caption");
    }
}
