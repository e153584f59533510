using Suite.Charts.Digitising;
using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Unit.Charts;

public class StandardMethodTests
{
    /// <summary>Of the axis: what the README promises of clean charts.</summary>
    private const double Promised = 0.01;

    public static TheoryData<string> Functions => [.. Known.Keys];

    private static readonly Dictionary<string, Func<double, double>> Known = new()
    {
        ["line"] = x => 0.1 + (0.8 * x),
        ["falling"] = x => 0.95 - (0.9 * x),
        ["flat"] = _ => 0.5,
        ["parabola"] = x => 0.1 + (0.8 * x * x),
        ["saturation"] = x => 0.9 * (1 - Math.Exp(-5 * x)),
        ["diode"] = x => 0.02 + (0.9 * (Math.Exp(4 * x) - 1) / (Math.Exp(4) - 1)),
        ["sine"] = x => 0.5 + (0.4 * Math.Sin(2 * Math.PI * x)),
        ["bell"] = x => 0.1 + (0.8 * Math.Exp(-20 * (x - 0.5) * (x - 0.5))),
        ["step"] = x => 0.1 + (0.8 / (1 + Math.Exp(-20 * (x - 0.5)))),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_clean_chart_is_read_to_one_per_cent_of_its_axis(string name)
    {
        var sketch = new ChartSketch().Box().Ticks().Grid().Curve(Known[name], ChartSketch.Blue);

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.InRange(WorstError(read, Known[name]), 0, Promised);
        Assert.True(read.Points.Count > 450, $"{read.Points.Count} points");
        Assert.InRange(read.Quality.Confidence, 0.85, 1);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_jpeg_is_read_as_well(string name)
    {
        var sketch = new ChartSketch().Box().Ticks().Grid().Curve(Known[name], ChartSketch.Red);

        var read = await ReadAsync(sketch.ToImageThroughJpeg(), sketch);

        Assert.InRange(WorstError(read, Known[name]), 0, Promised);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_black_curve_without_anything_else_in_black_is_read_as_well(string name)
    {
        // A flat black line looks like a grid line, and is refused: see below.
        if (name == "flat")
            return;
        var sketch = new ChartSketch().Axes().Ticks().Grid().Curve(Known[name], ChartSketch.Black);

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.InRange(WorstError(read, Known[name]), 0, Promised);
    }

    [Fact]
    public async Task Any_chart_of_a_family_is_read_within_the_promise()
    {
        (double R, double G, double B)[] colours = [ChartSketch.Blue, ChartSketch.Red, ChartSketch.Green, ChartSketch.Orange];
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var f = Smooth(random);
            var sketch = new ChartSketch(random.Next(480, 1200), random.Next(360, 800));
            sketch = random.Next(2) == 0 ? sketch.Box(1 + random.NextDouble()) : sketch.Axes(1 + random.NextDouble());
            if (random.Next(2) == 0)
                sketch.Grid(random.Next(3, 10));
            sketch.Ticks().Curve(f, colours[random.Next(4)], 1.5 + (2 * random.NextDouble())).Noise(seed, random.Next(7));
            var image = random.Next(2) == 0 ? sketch.ToImage() : sketch.ToImageThroughJpeg();

            var error = WorstError(await ReadAsync(image, sketch), f);

            Assert.True(error <= Promised, $"seed {seed}: {error:P2}");
        }
    }

    [Theory]
    [InlineData(0.0, 1000.0)]
    [InlineData(0.0, 0.001)]
    [InlineData(-5.0, 5.0)]
    [InlineData(1e6, 1e9)]
    public async Task Accuracy_does_not_depend_on_the_units_of_the_data(double min, double max)
    {
        var sketch = new ChartSketch().Box().Curve(Known["saturation"], ChartSketch.Blue);
        var axis = (Min: min, Max: max);

        var read = await ReadAsync(sketch.ToImage(), sketch, axis, axis);

        var worst = read.Points.Max(point =>
            Math.Abs(((point.Y - min) / (max - min)) - Known["saturation"]((point.X - min) / (max - min))));
        Assert.InRange(worst, 0, Promised);
        Assert.True(read.Points.Count > 450);
    }

    [Fact]
    public async Task A_logarithmic_axis_is_read_to_one_per_cent_of_its_length()
    {
        var sketch = new ChartSketch().Box().Curve(Known["line"], ChartSketch.Blue);

        var read = await StandardMethod.ReadAsync(sketch.ToImage(), frame => Task.FromResult(new Calibration(
            new AxisCalibration(frame.Left, frame.Right, 0, 10),
            new AxisCalibration(frame.Bottom, frame.Top, 1e-9, 1e-3, ScaleType.Log))));

        // Six decades along the axis.
        Assert.All(read.Points, point => Assert.Equal(
            Known["line"](point.X / 10), (Math.Log10(point.Y) + 9) / 6, Promised));
    }

    [Fact]
    public async Task A_dashed_curve_is_read_with_its_gaps_left_open()
    {
        var sketch = new ChartSketch().Box().Grid()
            .Curve(Known["sine"], ChartSketch.Blue, drawn: x => (int)(x * 40) % 2 == 0);

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.InRange(WorstError(read, Known["sine"]), 0, Promised);
        Assert.InRange(read.Quality.Coverage, 0.4, 0.75);
        Assert.True(read.Quality.Confidence < 0.9);
    }

    [Fact]
    public async Task A_legend_in_the_curves_colour_is_not_taken_for_it()
    {
        var sketch = new ChartSketch().Box().Grid().Curve(Known["parabola"], ChartSketch.Blue);
        sketch.Line(ChartSketch.Blue, 2, sketch.At(0.05, 0.9), sketch.At(0.12, 0.9));

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.InRange(WorstError(read, Known["parabola"]), 0, Promised);
    }

    [Fact]
    public async Task A_curve_over_a_part_of_the_axis_is_not_drawn_on()
    {
        var sketch = new ChartSketch().Box().Curve(Known["line"], ChartSketch.Green, from: 0.3, to: 0.6);

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.Equal(0.3, read.Points[0].X, 0.01);
        Assert.Equal(0.6, read.Points[^1].X, 0.01);
    }

    [Fact]
    public async Task A_border_around_the_picture_is_not_the_frame()
    {
        var sketch = new ChartSketch().Box().Curve(Known["bell"], ChartSketch.Blue);
        sketch.Line(ChartSketch.Black, 1, (2, 2), (2, 477)).Line(ChartSketch.Black, 1, (2, 477), (637, 477))
            .Line(ChartSketch.Black, 1, (637, 477), (637, 2)).Line(ChartSketch.Black, 1, (637, 2), (2, 2));

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.InRange(WorstError(read, Known["bell"]), 0, Promised);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.06)]
    public async Task A_curve_that_begins_on_the_axis_does_not_cut_it_in_two(double start)
    {
        var sketch = new ChartSketch().Axes().Ticks().Curve(x => start + (0.3 * Math.Sin(3 * x)), ChartSketch.Red, width: 3);
        // Drawn over the axis, as many programs do, and not blended with it.
        sketch.Fill(ChartSketch.Red, sketch.Left - 2, sketch.At(0, start).Y - 4, sketch.Left + 3, sketch.At(0, start).Y + 4);

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.Equal(sketch.Top, read.Frame.Top, 2.0);
        Assert.InRange(WorstError(read, x => start + (0.3 * Math.Sin(3 * x))), 0, Promised);
    }

    [Fact]
    public async Task A_shaded_plot_without_axis_lines_has_a_frame_too()
    {
        var sketch = new ChartSketch();
        sketch.Fill((234, 234, 242), sketch.Left, sketch.Top, sketch.Right, sketch.Bottom).Curve(Known["sine"], ChartSketch.Red);

        var read = await ReadAsync(sketch.ToImage(), sketch);

        Assert.InRange(WorstError(read, Known["sine"]), 0, Promised);
    }

    [Fact]
    public async Task Confidence_falls_with_what_was_seen_of_the_curve()
    {
        var whole = new ChartSketch().Box().Curve(Known["sine"], ChartSketch.Blue);
        var broken = new ChartSketch().Box().Curve(Known["sine"], ChartSketch.Blue, drawn: x => (int)(x * 20) % 4 != 0);

        var (sure, unsure) = (await ReadAsync(whole.ToImage(), whole), await ReadAsync(broken.ToImage(), broken));

        Assert.True(unsure.Quality.Confidence < sure.Quality.Confidence - 0.05);
    }

    internal static Task<DigitisedCurve> ReadAsync(
        RgbImage image, ChartSketch sketch, (double Min, double Max)? x = null, (double Min, double Max)? y = null) =>
        StandardMethod.ReadAsync(image, frame =>
        {
            Assert.Equal(sketch.Left, frame.Left, 1.0);
            Assert.Equal(sketch.Bottom, frame.Bottom, 1.0);
            var ((xMin, xMax), (yMin, yMax)) = (x ?? (0, 1), y ?? (0, 1));
            return Task.FromResult(new Calibration(
                new AxisCalibration(frame.Left, frame.Right, xMin, xMax), new AxisCalibration(frame.Bottom, frame.Top, yMin, yMax)));
        });

    private static double WorstError(DigitisedCurve read, Func<double, double> f) =>
        read.Points.Max(point => Math.Abs(point.Y - f(point.X)));

    /// <summary>Some waves on a slope, within the frame, no steeper than plots of measurements are.</summary>
    private static Func<double, double> Smooth(Random random)
    {
        var (start, rise, wave, phase) =
            (0.3 + (0.2 * random.NextDouble()), 0.3 * random.NextDouble(), 0.15 * random.NextDouble(), random.NextDouble());
        var often = 1 + random.Next(3);
        return x => start + (rise * x) + (wave * Math.Sin(2 * Math.PI * ((often * x) + phase)));
    }
}
