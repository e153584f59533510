namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>
/// A rectangle in pixels that may be turned: <paramref name="Width"/> runs along <paramref name="Angle"/> (radians, clockwise
/// on the screen), <paramref name="Height"/> across it.
/// </summary>
internal readonly record struct RotatedBox(double CenterX, double CenterY, double Width, double Height, double Angle)
{
    public static RotatedBox Whole(int width, int height) => new(width / 2.0, height / 2.0, width, height, 0);

    /// <summary>The rectangle of smallest area around points; its angle lies within 45° of the horizontal.</summary>
    public static RotatedBox Around(IEnumerable<(int X, int Y)> points)
    {
        var hull = ConvexHull(points);
        var best = default(RotatedBox);
        for (var i = 0; i < hull.Count; i++)
        {
            // One side of the smallest rectangle lies on an edge of the hull.
            var (from, to) = (hull[i], hull[(i + 1) % hull.Count]);
            var box = Along(Math.Atan2(to.Y - from.Y, to.X - from.X), hull);
            if (i == 0 || box.Width * box.Height < best.Width * best.Height)
                best = box;
        }

        return best;
    }

    /// <summary>The same rectangle, each side moved outwards.</summary>
    public RotatedBox Grow(double pixels) => this with { Width = Width + (2 * pixels), Height = Height + (2 * pixels) };

    public RotatedBox Scale(double horizontally, double vertically)
    {
        // Exact for upright boxes, and for turned ones when both factors are nearly the same, as they are here.
        var (cos, sin) = (Math.Cos(Angle), Math.Sin(Angle));
        var along = Math.Sqrt(Math.Pow(cos * horizontally, 2) + Math.Pow(sin * vertically, 2));
        var across = Math.Sqrt(Math.Pow(sin * horizontally, 2) + Math.Pow(cos * vertically, 2));
        return new RotatedBox(CenterX * horizontally, CenterY * vertically, Width * along, Height * across, Angle);
    }

    /// <summary>The same rectangle read in another direction: a quarter turn exchanges width and height.</summary>
    public RotatedBox Turn(int quarters) => this with
    {
        Width = quarters % 2 == 0 ? Width : Height,
        Height = quarters % 2 == 0 ? Height : Width,
        Angle = Angle + (quarters * Math.PI / 2),
    };

    /// <summary>The upright rectangle around this one.</summary>
    public (double Left, double Top, double Right, double Bottom) Bounds()
    {
        var (cos, sin) = (Math.Abs(Math.Cos(Angle)), Math.Abs(Math.Sin(Angle)));
        var halfWidth = ((Width * cos) + (Height * sin)) / 2;
        var halfHeight = ((Width * sin) + (Height * cos)) / 2;
        return (CenterX - halfWidth, CenterY - halfHeight, CenterX + halfWidth, CenterY + halfHeight);
    }

    private static RotatedBox Along(double angle, List<(int X, int Y)> points)
    {
        // Any of four angles describes the same rectangle; take the one nearest to the horizontal.
        angle -= Math.Round(angle / (Math.PI / 2)) * (Math.PI / 2);
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in points)
        {
            var (along, across) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
            (left, right) = (Math.Min(left, along), Math.Max(right, along));
            (top, bottom) = (Math.Min(top, across), Math.Max(bottom, across));
        }

        var (middle, centre) = ((left + right) / 2, (top + bottom) / 2);
        return new RotatedBox(
            (middle * cos) - (centre * sin), (middle * sin) + (centre * cos), right - left, bottom - top, angle);
    }

    // Andrew's monotone chain.
    private static List<(int X, int Y)> ConvexHull(IEnumerable<(int X, int Y)> points)
    {
        var sorted = points.Distinct().Order().ToList();
        if (sorted.Count < 3)
            return sorted;
        List<(int X, int Y)> hull = [.. Chain(sorted)];
        sorted.Reverse();
        hull.AddRange(Chain(sorted));
        return hull;
    }

    private static IEnumerable<(int X, int Y)> Chain(List<(int X, int Y)> sorted)
    {
        var chain = new List<(int X, int Y)>();
        foreach (var point in sorted)
        {
            while (chain.Count >= 2 && Cross(chain[^2], chain[^1], point) <= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }

        return chain.SkipLast(1);
    }

    private static long Cross((int X, int Y) origin, (int X, int Y) a, (int X, int Y) b) =>
        ((long)(a.X - origin.X) * (b.Y - origin.Y)) - ((long)(a.Y - origin.Y) * (b.X - origin.X));
}
