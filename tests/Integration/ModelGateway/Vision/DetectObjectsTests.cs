using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

public sealed class DetectObjectsTests(VisionGateway gateway) : IClassFixture<VisionGateway>
{
    [Theory]
    [InlineData("astronaut.png", "person")]
    [InlineData("coffee.png", "cup")]
    [InlineData("motorcycle_left.png", "motorcycle")]
    public async Task What_is_plainly_in_a_photograph_is_found_first(string photograph, string label)
    {
        var answer = await gateway.AskAsync("detect", photograph);

        Assert.Equal(label, answer["detections"]![0]!["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_box_is_in_parts_of_the_upright_image()
    {
        var answer = await gateway.AskAsync("detect", "coffee.png");

        // The cup stands in the middle of the left two thirds; measured by hand on the photograph.
        var box = answer["detections"]![0]!["box"]!;
        Assert.Equal((600, 400), (answer["width"]!.GetValue<int>(), answer["height"]!.GetValue<int>()));
        Assert.InRange(box["x"]!.GetValue<double>(), 0.24, 0.32);
        Assert.InRange(box["y"]!.GetValue<double>(), 0.0, 0.1);
        Assert.InRange(box["width"]!.GetValue<double>(), 0.36, 0.46);
        Assert.InRange(box["height"]!.GetValue<double>(), 0.5, 0.68);
    }

    [Fact]
    public async Task One_cup_is_one_detection()
    {
        var answer = await gateway.AskAsync("detect?threshold=0.2", "coffee.png");

        Assert.Single(answer["detections"]!.AsArray(), found => found!["label"]!.GetValue<string>() == "cup");
    }

    [Fact]
    public async Task A_higher_threshold_leaves_fewer_objects_and_the_answer_says_who_answered()
    {
        var all = await gateway.AskAsync("detect?threshold=0.1", "astronaut.png");
        var sure = await gateway.AskAsync("detect?threshold=0.6", "astronaut.png");

        Assert.True(all["detections"]!.AsArray().Count > sure["detections"]!.AsArray().Count);
        Assert.All(sure["detections"]!.AsArray(), found => Assert.True(found!["confidence"]!.GetValue<double>() >= 0.6));
        Assert.Equal(("local", "model"), (sure["provider"]!.GetValue<string>(), sure["method"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("-0.1")]
    [InlineData("1.1")]
    [InlineData("much")]
    public async Task A_threshold_that_is_none_is_refused(string threshold)
    {
        using var response = await gateway.PostAsync($"detect?threshold={threshold}", await File.ReadAllBytesAsync(gateway.PathOf("coffee.png")));

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Many_requests_at_once_get_the_same_answer_as_one()
    {
        var alone = await gateway.AskAsync("detect", "astronaut.png");

        var together = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => gateway.AskAsync("detect", "astronaut.png")));

        Assert.All(together, answer => Assert.Equal(alone["detections"]!.ToJsonString(), answer["detections"]!.ToJsonString()));
    }
}
