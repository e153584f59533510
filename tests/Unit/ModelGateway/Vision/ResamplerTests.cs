using Suite.Imaging;
using Suite.ModelGateway.Local.Vision.Ocr;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class ResamplerTests
{
    [Fact]
    public void The_whole_image_at_its_own_size_stays_as_it_is()
    {
        var image = Gradient(6, 4);

        Assert.Equal(image.Pixels, Resampler.Cut(image, RotatedBox.Whole(6, 4), 6, 4).Pixels);
    }

    [Fact]
    public void A_quarter_turn_to_the_right_reads_a_column_downwards()
    {
        var image = Gradient(3, 5);

        var column = Resampler.Cut(image, new RotatedBox(1.5, 2.5, 1, 5, 0).Turn(1), 5, 1);

        Assert.Equal([10, 11, 12, 13, 14], Reds(column));
    }

    [Fact]
    public void Beyond_the_edge_the_edge_goes_on()
    {
        var image = Gradient(3, 1);

        Assert.Equal([0, 0, 10, 20, 20], Reds(Resampler.Cut(image, new RotatedBox(1.5, 0.5, 5, 1, 0), 5, 1)));
    }

    /// <summary>Red is 10 × column + row.</summary>
    private static RgbImage Gradient(int width, int height) => new(width, height,
        [.. Enumerable.Range(0, width * height).SelectMany(i => new byte[] { (byte)((i % width * 10) + (i / width)), 7, 9 })]);

    private static byte[] Reds(RgbImage image) => [.. image.Pixels.Where((_, i) => i % 3 == 0)];
}
