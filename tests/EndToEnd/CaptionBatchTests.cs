using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>graphcap's batch queue, as a program uses it at the public address.</summary>
public sealed class CaptionBatchTests(SuiteApp suite)
{
    private const string Batches = "/api/perspectives/batch";

    [Fact]
    public async Task A_program_captions_a_photograph_under_two_perspectives_and_is_told_of_every_step()
    {
        using var client = suite.CreateClient();
        var cancel = TestContext.Current.CancellationToken;
        var image = await UploadAsync(client, "chelsea.png", cancel);
        using var socket = await Socket.OpenAsync(suite, "/api/ws/job-updates", cancel);
        await socket.ReadUntilAsync("CONNECTED", cancel);

        var created = await PostAsync(
            client,
            $"{Batches}/create",
            new { type = "MULTI_PERSPECTIVE", images = new[] { image }, perspectives = new[] { "graph_caption", "storytelling" } },
            cancel);
        var jobId = created.GetProperty("jobId").GetString();
        var told = (await socket.ReadUntilAsync("JOB_COMPLETED", cancel)).Where(message => JobOf(message) == jobId).ToList();

        Assert.Equal("pending", created.GetProperty("status").GetString());
        Assert.Equal("JOB_CREATED", Socket.TypeOf(told[0]));
        Assert.Contains(told, message => Socket.TypeOf(message) == "JOB_STARTED");
        Assert.Equal(2, told.Count(message => Socket.TypeOf(message) == "JOB_ITEM_COMPLETED"));
        Assert.Equal("completed", told[^1].GetProperty("status").GetString());

        var status = await client.GetFromJsonAsync<JsonElement>($"{Batches}/status/{jobId}?includeItems=true", cancel);
        Assert.Equal(100, status.GetProperty("job").GetProperty("progress").GetInt32());
        Assert.All(status.GetProperty("items").EnumerateArray(), item => Assert.Equal("completed", item.GetProperty("status").GetString()));

        Assert.True((await PostAsync(client, $"{Batches}/archive/{jobId}", null, cancel)).GetProperty("archived").GetBoolean());
        Assert.DoesNotContain(jobId, await ListAsync(client, cancel));
        Assert.False((await PostAsync(client, $"{Batches}/restore/{jobId}", null, cancel)).GetProperty("archived").GetBoolean());
        Assert.Contains(jobId, await ListAsync(client, cancel));
    }

    private async Task<string> UploadAsync(HttpClient client, string photograph, CancellationToken cancel)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(suite.Photos, photograph), cancel)), "files", photograph },
        };
        using var response = await client.PostAsync("/api/assets", form, cancel);
        var result = (await ReadAsync(response, cancel)).GetProperty("results")[0];
        var id = result.GetProperty("asset").GetProperty("id").GetString()!;
        await Eventually.HoldsAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>($"/api/assets/{id}", cancel)).GetProperty("state").GetString() == "ready",
            cancel);
        return id;
    }

    private static async Task<List<string?>> ListAsync(HttpClient client, CancellationToken cancel) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"{Batches}/list?limit=100", cancel))
            .GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("jobId").GetString())];

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object? body, CancellationToken cancel)
    {
        using var response = body is null ? await client.PostAsync(path, null, cancel) : await client.PostAsJsonAsync(path, body, cancel);
        return await ReadAsync(response, cancel);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.RequestUri}: {text}");
        return JsonElement.Parse(text);
    }

    private static string? JobOf(JsonElement message) => message.TryGetProperty("jobId", out var id) ? id.GetString() : null;
}
