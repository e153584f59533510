using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

public sealed class ModerateImageTests(VisionGateway gateway) : IClassFixture<VisionGateway>
{
    [Theory]
    [InlineData("astronaut.png")]
    [InlineData("coffee.png")]
    [InlineData("chelsea.png")]
    [InlineData("rocket.jpg")]
    [InlineData("motorcycle_left.png")]
    [InlineData("page.png")]
    [InlineData("retina.jpg")]
    public async Task Harmless_photographs_are_allowed(string photograph)
    {
        var answer = await gateway.AskAsync("moderate", photograph);

        Assert.True(answer["allowed"]!.GetValue<bool>(), answer.ToJsonString());
    }

    [Fact]
    public async Task Scores_of_the_five_classes_sum_to_one_and_the_label_is_the_highest()
    {
        var answer = await gateway.AskAsync("moderate", "astronaut.png");

        var scores = answer["scores"]!.AsObject().ToDictionary(score => score.Key, score => score.Value!.GetValue<double>());
        Assert.Equal(["drawing", "hentai", "neutral", "porn", "sexy"], scores.Keys.Order());
        Assert.Equal(1, scores.Values.Sum(), 1e-3);
        Assert.Equal(scores.MaxBy(score => score.Value).Key, answer["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_thresholds_are_settings()
    {
        await using var strict = await ModelGatewayHost.StartAsync(("Moderation:ExplicitThreshold", "0.05"), ("Moderation:SuggestiveThreshold", "0.05"));
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(gateway.PathOf("microaneurysms.png")));

        using var response = await strict.Client.PostAsync(new Uri("/api/moderate", UriKind.Relative), body);

        var answer = await VisionGateway.JsonAsync(response.EnsureSuccessStatusCode());
        Assert.False(answer["allowed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Without_its_weights_it_refuses_to_judge_and_says_how_to_get_them()
    {
        await using var bare = await ModelGatewayHost.StartAsync(("Models:WeightsPath", Path.GetTempPath()));
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(gateway.PathOf("coffee.png")));

        using var response = await bare.Client.PostAsync(new Uri("/api/moderate", UriKind.Relative), body);

        var problem = await VisionGateway.JsonAsync(response);
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("model-unavailable", problem["code"]!.GetValue<string>());
        Assert.Contains("npm ci", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
