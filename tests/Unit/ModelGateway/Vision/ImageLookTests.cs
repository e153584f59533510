using Suite.Imaging;
using Suite.ModelGateway.Local.Vision.Captions;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class ImageLookTests
{
    [Theory]
    [InlineData(0, 0, 0, "black")]
    [InlineData(255, 255, 255, "white")]
    [InlineData(128, 130, 127, "grey")]
    [InlineData(220, 30, 30, "red")]
    [InlineData(250, 140, 20, "orange")]
    [InlineData(110, 70, 40, "brown")]
    [InlineData(240, 220, 50, "yellow")]
    [InlineData(40, 160, 60, "green")]
    [InlineData(40, 200, 200, "turquoise")]
    [InlineData(40, 80, 220, "blue")]
    [InlineData(130, 40, 200, "purple")]
    [InlineData(250, 150, 200, "pink")]
    public void Colours_have_plain_names(int red, int green, int blue, string name)
    {
        Assert.Equal(name, ColourNames.Of(red, green, blue));
    }

    [Theory]
    [InlineData(1600, 900, "landscape")]
    [InlineData(900, 1600, "portrait")]
    [InlineData(1000, 1010, "square")]
    [InlineData(3000, 1000, "panoramic")]
    public void Orientation_is_that_of_the_original(int width, int height, string orientation)
    {
        Assert.Equal(orientation, ImageLook.Of(width, height, Plain(90, 90, 90)).Orientation);
    }

    [Fact]
    public void An_even_dark_grey_is_dark_and_monochrome()
    {
        Assert.Equal(["dark", "monochrome"], ImageLook.Of(10, 10, Plain(30, 30, 30)).Adjectives());
    }

    [Fact]
    public void Only_colours_that_cover_a_good_part_are_named_largest_first()
    {
        var sample = new RgbImage(10, 1, [.. Pixels(6, 40, 80, 220), .. Pixels(3, 255, 255, 255), .. Pixels(1, 220, 30, 30)]);

        Assert.Equal(["blue", "white"], ImageLook.Of(10, 1, sample).Colours.Select(colour => colour.Name));
    }

    private static RgbImage Plain(byte red, byte green, byte blue) => new(2, 2, [.. Pixels(4, red, green, blue)]);

    private static IEnumerable<byte> Pixels(int count, byte red, byte green, byte blue) =>
        Enumerable.Repeat(new[] { red, green, blue }, count).SelectMany(pixel => pixel);
}
