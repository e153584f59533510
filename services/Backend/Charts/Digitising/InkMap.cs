namespace Suite.Charts.Digitising;

/// <summary>How much of the curve's ink each pixel within the frame has, 0 to 1: what else is drawn there has none.</summary>
/// <param name="Area">The pixels that it covers, of the whole picture.</param>
/// <param name="Amount">Row after row.</param>
/// <param name="Threshold">From here on a pixel is taken for part of a line.</param>
/// <param name="Rivals">What other colours cover, as parts of what the curve covers.</param>
internal sealed record InkMap(Area Area, double[] Amount, double Threshold, double Rivals)
{
    /// <summary>Of the column and row within <see cref="Area"/>.</summary>
    public double this[int column, int row] => Amount[(row * Area.Width) + column];

    /// <summary>The ink's own colour, where there is most of it.</summary>
    public Colour ColourIn(Raster raster)
    {
        var full = Enumerable.Range(0, Amount.Length).Where(at => Amount[at] > 0.8)
            .Select(at => raster.At(Area.Left + (at % Area.Width), Area.Top + (at / Area.Width)))
            .ToList();
        return new Colour(
            Statistics.Median(full.Select(colour => colour.R)),
            Statistics.Median(full.Select(colour => colour.G)),
            Statistics.Median(full.Select(colour => colour.B)));
    }

    /// <summary>The pixels within a frame, without its lines.</summary>
    public static Area Inside(PlotFrame frame)
    {
        // Axes are one to three pixels wide, and their edges soft.
        const int line = 3;
        return new Area(
            (int)Math.Ceiling(frame.Left) + line, (int)Math.Ceiling(frame.Top) + line,
            (int)Math.Floor(frame.Right) - line, (int)Math.Floor(frame.Bottom) - line);
    }
}
