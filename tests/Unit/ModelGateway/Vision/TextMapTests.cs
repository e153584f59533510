using Suite.ModelGateway.Local.Vision.Ocr;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class TextMapTests
{
    private const int Width = 200;
    private const int Height = 100;

    private readonly float[] _map = new float[Width * Height];

    [Fact]
    public void A_core_becomes_a_region_grown_to_the_size_of_its_line()
    {
        Fill(20, 40, 120, 48, 0.9f);

        var region = Assert.Single(Find());

        Assert.Equal((69.5, 43.5), (region.CenterX, region.CenterY));
        Assert.InRange(region.Height, 16, 22);
        Assert.InRange(region.Width, 105, 120);
    }

    [Fact]
    public void Two_lines_that_do_not_touch_are_two_regions()
    {
        Fill(20, 20, 120, 28, 0.9f);
        Fill(20, 40, 120, 48, 0.9f);

        Assert.Equal(2, Find().Count);
    }

    [Fact]
    public void A_bent_line_is_one_region_although_it_fills_little_of_its_rectangle()
    {
        for (var x = 10; x < 190; x++)
        {
            var y = 30 + (int)(20 * Math.Pow((x - 100) / 90.0, 2));
            Fill(x, y, x + 1, y + 6, 0.95f);
        }

        Assert.Single(Find());
    }

    [Fact]
    public void Weak_and_tiny_patches_are_no_text()
    {
        Fill(20, 20, 120, 28, 0.45f);
        Fill(20, 60, 22, 62, 0.99f);

        Assert.Empty(Find());
    }

    [Fact]
    public void A_core_at_the_corner_of_the_map_is_found()
    {
        Fill(0, 0, 60, 8, 0.9f);
        Fill(140, 92, 200, 100, 0.9f);

        Assert.Equal(2, Find().Count);
    }

    [Fact]
    public void A_map_full_of_specks_ends_at_the_limit()
    {
        var map = new float[1000 * 1000];
        for (var y = 0; y + 5 < 1000; y += 8)
        {
            for (var x = 0; x + 5 < 1000; x += 8)
            {
                for (var i = 0; i < 25; i++)
                    map[((y + (i / 5)) * 1000) + x + (i % 5)] = 1;
            }
        }

        Assert.Equal(TextMap.MaxRegions, TextMap.FindRegions(map, 1000, 1000).Count);
    }

    private void Fill(int left, int top, int right, int bottom, float value)
    {
        for (var y = top; y < bottom; y++)
            _map.AsSpan((y * Width) + left, right - left).Fill(value);
    }

    private IReadOnlyList<RotatedBox> Find() => TextMap.FindRegions(_map, Width, Height);
}
