namespace Suite.Charts.Digitising;

/// <summary>A curve in black or grey: the darkest that is left when straight lines across the whole frame, the grid, are taken away.</summary>
internal static class DarkInk
{
    /// <summary>Less contrast than this is noise, or a shadow.</summary>
    private const double Faint = 60;

    /// <exception cref="UnreadableChartException">Nothing is dark enough.</exception>
    public static InkMap Find(Raster raster, Area area)
    {
        var paper = raster.CommonestColour(area).Luma;
        var darkness = new double[area.Width * area.Height];
        for (var row = 0; row < area.Height; row++)
            for (var column = 0; column < area.Width; column++)
                darkness[(row * area.Width) + column] = Math.Max(0, paper - raster.At(area.Left + column, area.Top + row).Luma);

        // What half of a row or column has is a grid line, and most of it is not: the rest keeps what is drawn over it.
        var rows = Enumerable.Range(0, area.Height)
            .Select(row => Statistics.Median(Enumerable.Range(0, area.Width).Select(column => darkness[(row * area.Width) + column])))
            .ToArray();
        var columns = Enumerable.Range(0, area.Width)
            .Select(column => Statistics.Median(Enumerable.Range(0, area.Height).Select(row => darkness[(row * area.Width) + column])))
            .ToArray();
        for (var at = 0; at < darkness.Length; at++)
            darkness[at] = Math.Max(0, darkness[at] - Math.Max(rows[at / area.Width], columns[at % area.Width]));

        var full = Statistics.Quantile(darkness.Where(value => value > Faint), 0.75);
        if (full < Faint)
            throw new UnreadableChartException("No curve was found: nothing within the axes stands out from the background.");
        return new InkMap(area, Array.ConvertAll(darkness, value => Math.Min(1, value / full)), Threshold: 0.5, Rivals: 0);
    }
}
