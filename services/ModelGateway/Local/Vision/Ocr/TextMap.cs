namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>
/// Finds text in the map of a DB (differentiable binarisation) detector, which says for each pixel how likely it lies in the
/// shrunken core of a line: connected pixels become turned rectangles, which are then grown to the line's real size.
/// </summary>
internal static class TextMap
{
    private const float PixelThreshold = 0.3f;
    private const double RegionThreshold = 0.6;
    private const double UnclipRatio = 1.6;
    private const double MinSide = 3;

    /// <summary>More than this on one image is texture, not text.</summary>
    public const int MaxRegions = 400;

    public static IReadOnlyList<RotatedBox> FindRegions(ReadOnlySpan<float> map, int width, int height)
    {
        var seen = new bool[map.Length];
        var regions = new List<RotatedBox>();
        for (var start = 0; start < map.Length && regions.Count < MaxRegions; start++)
        {
            if (seen[start] || map[start] <= PixelThreshold)
                continue;
            var core = Core.Grow(map, width, height, start, seen);
            var box = RotatedBox.Around(core.Outline);
            if (Math.Min(box.Width, box.Height) < MinSide || core.Mean < RegionThreshold)
                continue;
            // The detector was trained on lines shrunken by area × ratio / circumference.
            regions.Add(box.Grow(core.Area * UnclipRatio / (2 * (box.Width + box.Height))));
        }

        return regions;
    }

    /// <summary>
    /// Connected pixels. Area and mean are those of the pixels, not of the rectangle around them: lines on a page that is not
    /// flat are bent, and fill little of it.
    /// </summary>
    private sealed record Core(IEnumerable<(int X, int Y)> Outline, int Area, double Mean)
    {
        public static Core Grow(ReadOnlySpan<float> map, int width, int height, int start, bool[] seen)
        {
            var rows = new Dictionary<int, (int Left, int Right)>();
            var pending = new Stack<int>([start]);
            var (area, sum) = (0, 0.0);
            seen[start] = true;
            while (pending.TryPop(out var pixel))
            {
                var (x, y) = (pixel % width, pixel / width);
                var (left, right) = rows.GetValueOrDefault(y, (x, x));
                rows[y] = (Math.Min(left, x), Math.Max(right, x));
                area++;
                sum += map[pixel];
                for (var nextY = Math.Max(0, y - 1); nextY <= Math.Min(height - 1, y + 1); nextY++)
                {
                    for (var nextX = Math.Max(0, x - 1); nextX <= Math.Min(width - 1, x + 1); nextX++)
                    {
                        var next = (nextY * width) + nextX;
                        if (!seen[next] && map[next] > PixelThreshold)
                        {
                            seen[next] = true;
                            pending.Push(next);
                        }
                    }
                }
            }

            // Of each row only the two ends can lie on the convex hull.
            return new Core(rows.SelectMany(row => new[] { (row.Value.Left, row.Key), (row.Value.Right, row.Key) }), area, sum / area);
        }
    }
}
