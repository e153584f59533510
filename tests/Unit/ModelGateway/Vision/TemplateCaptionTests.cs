using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Local.Vision.Detection;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class TemplateCaptionTests
{
    private static readonly ImageLook Look = new("landscape", 0.5, 40, [("brown", 0.6), ("white", 0.3)]);

    [Fact]
    public void How_sure_the_detector_is_decides_the_words()
    {
        var caption = Caption("", Found("person", 0.8), Found("dog", 0.5), Found("clock", 0.31));

        Assert.Equal("Shows a person, probably a dog and possibly a clock. A landscape image, mostly brown and white.", caption.Text());
    }

    [Fact]
    public void Without_a_sure_object_nothing_is_said_to_be_shown()
    {
        Assert.StartsWith("Probably an umbrella.", Caption("", Found("umbrella", 0.5)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_of_a_kind_are_counted_without_the_doubtful_ones()
    {
        var caption = Caption("", Found("person", 0.9), Found("person", 0.7), Found("person", 0.35));

        Assert.StartsWith("Shows two people.", caption.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_quoted_on_one_line_and_cut_between_words()
    {
        var caption = Caption($"STOP\nhere {new string('x', 10)} {string.Join(' ', Enumerable.Repeat("word", 100))}");

        Assert.StartsWith("Visible text: “STOP here xxxxxxxxxx word", caption.Text(), StringComparison.Ordinal);
        Assert.Contains("word …”.", caption.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("…", caption.Dense(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_is_said_and_nothing_made_up()
    {
        Assert.Equal("No known object and no readable text was found. A landscape image, mostly brown and white.", Caption("").Text());
    }

    [Fact]
    public void The_short_caption_never_has_more_than_a_hundred_characters()
    {
        var labels = CocoLabels.All.Take(40).Select(label => Found(label, 0.9)).ToArray();

        Assert.InRange(Caption(new string('w', 5000), labels).Short().Length, 10, 100);
        Assert.InRange(Caption(string.Join(' ', Enumerable.Repeat("long", 99))).Short().Length, 10, 100);
    }

    [Fact]
    public void The_dense_caption_says_where_each_object_is_and_how_large()
    {
        var caption = Caption("", new DetectedObject("cup", 0.9, new Box(0.8, 0.1, 0.1, 0.2)));

        Assert.Contains("A cup (90 % sure) takes up 2 % of the image, at the top right.", caption.Dense(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_input_gives_the_same_words()
    {
        var first = Caption("text", Found("cup", 0.5), Found("cat", 0.5));
        var second = Caption("text", Found("cup", 0.5), Found("cat", 0.5));

        Assert.Equal(first.Dense(), second.Dense());
    }

    private static TemplateCaption Caption(string text, params DetectedObject[] objects) => new(objects, text, Look);

    private static DetectedObject Found(string label, double confidence) => new(label, confidence, new Box(0.25, 0.25, 0.5, 0.5));
}
