using System.Globalization;
using Suite.Charts.Digitising;

namespace Suite.Charts.Results;

/// <summary>A curve as it is kept and answered. Pixels are those of the original picture, so that it can be laid over it.</summary>
/// <param name="Pixels">The overlay: x and y of each point.</param>
/// <param name="Points">The same points in data.</param>
/// <param name="Colour">The curve's, as #rrggbb.</param>
internal sealed record StoredCurve(
    PlotFrame Frame,
    AxisCalibration XAxis,
    AxisCalibration YAxis,
    Quality Quality,
    string Colour,
    IReadOnlyList<double[]> Pixels,
    IReadOnlyList<double[]> Points)
{
    /// <param name="read">In the pixels that were looked at.</param>
    /// <param name="zoom">Pixels of the original for each of those.</param>
    public static StoredCurve Of(DigitisedCurve read, double zoom, double xScale, double yScale)
    {
        return new StoredCurve(
            new PlotFrame(Zoom(read.Frame.Left), Zoom(read.Frame.Top), Zoom(read.Frame.Right), Zoom(read.Frame.Bottom)),
            Axis(read.Calibration.X, xScale),
            Axis(read.Calibration.Y, yScale),
            read.Quality,
            $"#{Hex(read.Colour.R)}{Hex(read.Colour.G)}{Hex(read.Colour.B)}",
            [.. read.Pixels.Select(point => new[] { Zoom(point.X), Zoom(point.Y) })],
            [.. read.Points.Select(point => new[] { Digits(point.X * xScale), Digits(point.Y * yScale) })]);

        // The centre of a pixel has a whole number: half a pixel lies before the first one.
        double Zoom(double pixel) => Math.Round(((pixel + 0.5) * zoom) - 0.5, 2);

        AxisCalibration Axis(AxisCalibration axis, double scale) => axis with
        {
            PixelStart = Zoom(axis.PixelStart),
            PixelEnd = Zoom(axis.PixelEnd),
            Min = Digits(axis.Min * scale),
            Max = Digits(axis.Max * scale),
        };
    }

    private static string Hex(double part) => ((int)Math.Round(Math.Clamp(part, 0, 255))).ToString("x2", CultureInfo.InvariantCulture);

    /// <summary>Seven digits: more than any picture holds, and no tail of a binary fraction.</summary>
    private static double Digits(double value) =>
        double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
