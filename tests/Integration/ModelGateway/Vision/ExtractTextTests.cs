using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

public sealed class ExtractTextTests(VisionGateway gateway) : IClassFixture<VisionGateway>
{
    [Fact]
    public async Task A_photographed_page_is_read_line_by_line()
    {
        var answer = await gateway.AskAsync("extract", "page.png");

        var lines = answer["text"]!.GetValue<string>().Split('\n');
        Assert.Equal("Region-based segmentation", lines[0]);
        Assert.Equal("Let us first determine markers of the coins and the", lines[1]);
        Assert.Contains("histogram of grey values", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_page_is_read_to_the_letter()
    {
        var answer = await gateway.AskAsync("extract", "bw_text.png");

        var text = answer["text"]!.GetValue<string>();
        Assert.StartsWith("Men may seem detestable as joint\nstock-companies and nations; knaves,\nfools, and murderers there may be;", text, StringComparison.Ordinal);
        Assert.EndsWith("costliest robes.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_has_its_place_and_a_confidence()
    {
        var answer = await gateway.AskAsync("extract", "page.png");

        var lines = answer["lines"]!.AsArray();
        Assert.All(lines, line => Assert.InRange(line!["confidence"]!.GetValue<double>(), 0.6, 1));
        var heading = lines[0]!["box"]!;
        Assert.InRange(heading["x"]!.GetValue<double>(), 0, 0.04);
        Assert.InRange(heading["y"]!.GetValue<double>(), 0.03, 0.1);
        Assert.InRange(heading["width"]!.GetValue<double>(), 0.7, 0.8);
        Assert.Equal(lines.Select(line => line!["box"]!["y"]!.GetValue<double>()).Order(), lines.Select(line => line!["box"]!["y"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData("coffee.png")]
    [InlineData("astronaut.png")]
    [InlineData("hubble_deep_field.jpg")]
    public async Task Where_nothing_is_written_nothing_is_read(string photograph)
    {
        var answer = await gateway.AskAsync("extract", photograph);

        Assert.Equal("", answer["text"]!.GetValue<string>());
        Assert.Empty(answer["lines"]!.AsArray());
    }
}
