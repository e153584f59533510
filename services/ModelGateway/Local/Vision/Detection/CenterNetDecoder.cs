namespace Suite.ModelGateway.Local.Vision.Detection;

/// <summary>
/// Reads CenterNet's two heads. The heat map has a plane for each class, whose local maxima are centres of objects; the size
/// head says for every cell how far the left, top, right and bottom edges are from it, in input pixels.
/// </summary>
internal static class CenterNetDecoder
{
    /// <summary>At most this many objects in one image, the most certain first.</summary>
    public const int MaxObjects = 100;

    // Large objects often have two peaks a few cells apart, and two boxes that are nearly one: "two cups" where there is one.
    private const double SameObject = 0.6;

    /// <param name="heat">[classes, side, side], each value 0..1.</param>
    /// <param name="sizes">[4, side, side].</param>
    /// <param name="side">Cells in a row of either head.</param>
    /// <param name="stride">Input pixels in a cell.</param>
    public static IReadOnlyList<DetectedObject> Decode(
        ReadOnlySpan<float> heat, ReadOnlySpan<float> sizes, int side, int stride, float threshold)
    {
        var cells = side * side;
        var peaks = new List<(float Confidence, int Label, int Cell)>();
        for (var label = 0; label < heat.Length / cells; label++)
        {
            var plane = heat.Slice(label * cells, cells);
            for (var cell = 0; cell < cells; cell++)
            {
                if (plane[cell] >= threshold && IsPeak(plane, cell, side))
                    peaks.Add((plane[cell], label, cell));
            }
        }

        var objects = new List<DetectedObject>();
        foreach (var (confidence, label, cell) in peaks.OrderByDescending(peak => peak.Confidence).Take(MaxObjects))
        {
            var found = new DetectedObject(CocoLabels.All[label], confidence, BoxAt(cell, sizes, side, stride));
            if (!objects.Any(better => better.Label == found.Label && Box.Overlap(better.Box, found.Box) > SameObject))
                objects.Add(found);
        }

        return objects;
    }

    private static Box BoxAt(int cell, ReadOnlySpan<float> sizes, int side, int stride)
    {
        var cells = side * side;
        var (x, y) = (cell % side * stride, cell / side * stride);
        var input = (double)side * stride;
        return Box.Between(
            (x - sizes[cell]) / input,
            (y - sizes[cells + cell]) / input,
            (x + sizes[(2 * cells) + cell]) / input,
            (y + sizes[(3 * cells) + cell]) / input);
    }

    private static bool IsPeak(ReadOnlySpan<float> plane, int cell, int side)
    {
        var (x, y) = (cell % side, cell / side);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(side - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(side - 1, x + 1); column++)
            {
                if (plane[(row * side) + column] > plane[cell])
                    return false;
            }
        }

        return true;
    }
}
