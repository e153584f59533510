using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

public class ExternalCaptionTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_worker_elsewhere_makes_captions_that_are_held_to_the_same_fields_and_kept_in_the_same_place()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        using var worker = await app.Backend.WithRoleAsync("worker");
        var asset = await app.UploadAsync();
        var jobId = await app.CreateAsync([asset], ["time_tags"]);
        var fitting = new { time_of_day = "noon", season = "summer", decade = "1970s", clues = new[] { "shadows" }, surplus = 1 };

        var leased = await LeaseAsync(worker);
        var perspective = await worker.GetFromJsonAsync<JsonElement>(
            $"/api/perspectives/{leased.GetProperty("input").GetProperty("perspective").GetString()}?version={leased.GetProperty("input").GetProperty("version").GetString()}");
        var unfit = await CompleteAsync(worker, leased, new { result = new { season = 7 }, model = "box-1" });
        var again = await LeaseAsync(worker);
        var kept = await CompleteAsync(worker, again, new { result = fitting, model = "box-1", text = "Noon in summer." });

        Assert.Equal(("time_tags", 4), (perspective.GetProperty("name").GetString(), perspective.GetProperty("schemaFields").GetArrayLength()));
        Assert.Equal((422, 204), (unfit, kept));
        var item = (await app.EndedAsync(jobId)).GetProperty("items")[0];
        Assert.Equal(("completed", "summer"), (item.GetProperty("status").GetString(), item.GetProperty("result").GetProperty("season").GetString()));
        var insights = (await app.Backend.Client.GetFromJsonAsync<JsonElement>($"/api/assets/{asset}")).GetProperty("insights");
        var insight = Assert.Single(insights.EnumerateArray());
        Assert.Equal(("external", "box-1", "Noon in summer.", "1"), (Text("provider"), Text("model"), Text("text"), Text("perspectiveVersion")));
        Assert.False(insight.GetProperty("content").GetProperty("result").TryGetProperty("surplus", out _));

        string? Text(string name) => insight.GetProperty(name).GetString();
    }

    private static async Task<JsonElement> LeaseAsync(HttpClient worker)
    {
        var lease = new { worker = "box", kinds = new[] { new { kind = "caption-batch", step = "caption" } }, waitSeconds = 20 };
        using var response = await worker.PostAsJsonAsync("/api/workers/lease", lease);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
    }

    private static async Task<int> CompleteAsync(HttpClient worker, JsonElement leased, object output)
    {
        using var response = await worker.PostAsJsonAsync($"/api/workers/attempts/{leased.GetProperty("attemptId").GetInt64()}/complete", new { output });
        return (int)response.StatusCode;
    }
}
