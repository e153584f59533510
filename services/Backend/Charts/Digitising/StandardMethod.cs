using Suite.Imaging;

namespace Suite.Charts.Digitising;

/// <summary>What came out: the curve in pixels and in data, and how sure it is, 0 to 1.</summary>
internal sealed record DigitisedCurve(
    PlotFrame Frame,
    Calibration Calibration,
    IReadOnlyList<PixelPoint> Pixels,
    IReadOnlyList<DataPoint> Points,
    Quality Quality,
    Colour Colour);

/// <summary>
/// The method <c>standard</c>: one curve in one frame of straight axes. It needs no model, makes the same of the same picture every
/// time, and says no rather than guess.
/// </summary>
internal static class StandardMethod
{
    // Parts of the frame's width and height, and pixels.
    private const double NarrowestCurve = 0.1;
    private const double ThickestCurve = 0.05;
    private const double ThickestLine = 10;
    private const int SmallestPlot = 20;

    /// <param name="calibrate">Finds the scale once the frame is known: from given bounds, or from the labels.</param>
    /// <exception cref="UnreadableChartException">It cannot be read, and why.</exception>
    public static async Task<DigitisedCurve> ReadAsync(RgbImage image, Func<PlotFrame, Task<Calibration>> calibrate)
    {
        if (image.Width < SmallestPlot || image.Height < SmallestPlot)
            throw new UnreadableChartException($"The picture is too small to hold a chart: {image.Width} × {image.Height} pixels.");
        var raster = new Raster(image);
        var frame = FrameFinder.Find(raster);
        var curve = Trace(raster, frame, out var ink);
        var colour = ink.ColourIn(raster);
        FrameEscape.Check(raster, frame, colour);
        var calibration = await calibrate(frame);
        var quality = Quality.Of(curve, ink, calibration);
        quality.Demand();
        return new DigitisedCurve(
            frame, calibration, curve.Points, [.. curve.Points.Select(calibration.ToData)], quality, colour);
    }

    private static PixelCurve Trace(Raster raster, PlotFrame frame, out InkMap ink)
    {
        var inside = InkMap.Inside(frame);
        if (inside.Width < SmallestPlot || inside.Height < SmallestPlot)
            throw new UnreadableChartException("The frame is too small to hold a curve.");
        ink = HueInk.Find(raster, inside) ?? DarkInk.Find(raster, inside);
        var curve = CurveTracer.Trace(ink);
        if (curve.Extent < NarrowestCurve * inside.Width)
            throw new UnreadableChartException("No curve was found: the longest line is shorter than a tenth of the x axis.");
        if (curve.Thickness > Math.Max(ThickestLine, ThickestCurve * inside.Height))
            throw new UnreadableChartException($"No line was found: what stands out is an area, {curve.Thickness:F0} pixels thick.");
        return curve;
    }
}
