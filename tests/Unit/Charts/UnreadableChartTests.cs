using Suite.Charts.Digitising;
using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Unit.Charts;

/// <summary>What cannot be read is refused with a reason: a wrong curve would be worse than none.</summary>
public class UnreadableChartTests
{
    [Fact]
    public async Task A_blank_picture_has_no_axes() =>
        Assert.Contains("No axes", await ReasonAsync(new ChartSketch()));

    [Fact]
    public async Task A_photo_has_no_axes() =>
        Assert.Contains("No axes", await ReasonAsync(ImageFile.ToRgb(ImageSource.FromBytes(Pictures.Png(640, 480)))));

    [Fact]
    public async Task Noise_has_no_axes() =>
        Assert.Contains("No axes", await ReasonAsync(new ChartSketch(paper: 128).Noise(1, 80)));

    [Fact]
    public async Task A_picture_of_a_few_pixels_is_too_small() =>
        Assert.Equal("The picture is too small to hold a chart: 3000 × 4 pixels.", await ReasonAsync(new RgbImage(3_000, 4, new byte[36_000])));

    [Fact]
    public async Task No_size_is_too_odd_for_a_reason()
    {
        int[] sides = [1, 2, 3, 4, 19, 20, 21, 40, 500];
        var random = new Random(11);
        foreach (var (width, height) in sides.SelectMany(_ => sides, (width, height) => (width, height)).Where(size => size.width + size.height < 600))
        {
            var (white, noise) = (new byte[width * height * 3], new byte[width * height * 3]);
            Array.Fill(white, (byte)255);
            random.NextBytes(noise);

            foreach (var pixels in new[] { white, noise, new byte[width * height * 3] })
                Assert.NotEmpty(await ReasonAsync(new RgbImage(width, height, pixels)));
        }
    }

    [Fact]
    public async Task An_empty_frame_has_no_curve() =>
        Assert.Contains("No curve", await ReasonAsync(new ChartSketch().Box().Ticks().Grid()));

    [Fact]
    public async Task Two_curves_of_two_colours_are_refused() =>
        Assert.Contains("Several curves of similar weight", await ReasonAsync(
            new ChartSketch().Box().Grid().Curve(x => 0.2 + (0.5 * x), ChartSketch.Blue).Curve(x => 0.8 - (0.3 * x), ChartSketch.Red)));

    [Fact]
    public async Task Two_curves_of_neighbouring_colours_are_refused() =>
        Assert.Contains("Several curves", await ReasonAsync(
            new ChartSketch().Box().Grid().Curve(x => 0.2 + (0.5 * x), ChartSketch.Red).Curve(x => 0.8 - (0.3 * x), ChartSketch.Orange)));

    [Fact]
    public async Task Two_curves_of_one_colour_side_by_side_are_refused() =>
        Assert.Contains("Several curves of similar weight", await ReasonAsync(
            new ChartSketch().Box().Curve(x => 0.2 + (0.2 * x), ChartSketch.Blue).Curve(x => 0.6 + (0.2 * x), ChartSketch.Blue)));

    [Fact]
    public async Task Two_curves_of_one_colour_that_cross_are_refused() =>
        Assert.Contains("Several curves of similar weight", await ReasonAsync(
            new ChartSketch().Box().Curve(x => 0.1 + (0.8 * x), ChartSketch.Blue).Curve(x => 0.9 - (0.8 * x), ChartSketch.Blue)));

    [Fact]
    public async Task A_curve_that_turns_back_is_refused()
    {
        var sketch = new ChartSketch().Box();
        for (var step = 0; step < 400; step++)
            sketch.Line(ChartSketch.Blue, 2, Circle(step), Circle(step + 1));

        Assert.Contains("turns back", await ReasonAsync(sketch));

        (double X, double Y) Circle(int step) =>
            sketch.At(0.5 + (0.4 * Math.Cos(step * Math.PI / 200)), 0.5 + (0.4 * Math.Sin(step * Math.PI / 200)));
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(3)]
    [InlineData(20)]
    public async Task A_rotated_chart_is_refused(double degrees)
    {
        var upright = new ChartSketch().Box().Grid().Curve(x => 0.2 + (0.5 * x), ChartSketch.Blue).ToImage();

        var reason = await ReasonAsync(Rotate(upright, degrees));

        Assert.True(reason.Contains("tilted", StringComparison.Ordinal) || reason.Contains("No axes", StringComparison.Ordinal), reason);
    }

    [Fact]
    public async Task Axes_that_the_curve_leaves_are_not_the_whole_frame()
    {
        var sketch = new ChartSketch { Top = 200 }.Axes().Curve(x => 0.3 + (1.2 * x), ChartSketch.Blue);

        Assert.Contains("outside the axes", await ReasonAsync(sketch));
    }

    [Fact]
    public async Task A_flat_black_line_could_be_the_grid_and_is_refused() =>
        Assert.Contains("No curve", await ReasonAsync(new ChartSketch().Box().Grid().Curve(_ => 0.45, ChartSketch.Black)));

    [Fact]
    public async Task Scattered_dots_are_no_curve()
    {
        var sketch = new ChartSketch().Box();
        var random = new Random(5);
        for (var dot = 0; dot < 60; dot++)
        {
            var at = sketch.At(0.05 + (0.9 * random.NextDouble()), 0.05 + (0.9 * random.NextDouble()));
            sketch.Line(ChartSketch.Blue, 5, at, at);
        }

        await ReasonAsync(sketch);
    }

    [Fact]
    public async Task A_filled_area_is_no_curve_of_even_thickness()
    {
        var sketch = new ChartSketch().Box();
        for (var step = 0; step < 490; step++)
            sketch.Line(ChartSketch.Blue, 2, sketch.At(step / 490.0, 0), sketch.At(step / 490.0, 0.2 + (0.7 * step / 490)));

        var read = await Record.ExceptionAsync(() => StandardMethodTests.ReadAsync(sketch.ToImage(), sketch));

        Assert.IsType<UnreadableChartException>(read);
    }

    private static Task<string> ReasonAsync(ChartSketch sketch) => ReasonAsync(sketch.ToImage());

    private static async Task<string> ReasonAsync(RgbImage image)
    {
        var refused = await Assert.ThrowsAsync<UnreadableChartException>(() => StandardMethod.ReadAsync(
            image,
            frame => Task.FromResult(new Calibration(
                new AxisCalibration(frame.Left, frame.Right, 0, 1), new AxisCalibration(frame.Bottom, frame.Top, 0, 1)))));
        return refused.Message;
    }

    private static RgbImage Rotate(RgbImage image, double degrees)
    {
        var pixels = new byte[image.Pixels.Length];
        Array.Fill(pixels, (byte)255);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
            {
                var (dx, dy) = (x - (image.Width / 2.0), y - (image.Height / 2.0));
                var from = (X: (int)Math.Round((image.Width / 2.0) + (cos * dx) + (sin * dy)), Y: (int)Math.Round((image.Height / 2.0) - (sin * dx) + (cos * dy)));
                if (from.X >= 0 && from.Y >= 0 && from.X < image.Width && from.Y < image.Height)
                    Array.Copy(image.Pixels, ((from.Y * image.Width) + from.X) * 3, pixels, ((y * image.Width) + x) * 3, 3);
            }

        return new RgbImage(image.Width, image.Height, pixels);
    }
}
