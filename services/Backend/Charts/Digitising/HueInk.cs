namespace Suite.Charts.Digitising;

/// <summary>
/// Separates a coloured curve from all that is grey (grid, ticks, text) and from other colours. A pixel's difference from the paper
/// is split into a grey part, which is dropped, and a coloured part; soft edges have less of it but of the same hue.
/// </summary>
internal static class HueInk
{
    private const int Sectors = 72;
    private static readonly double Near = Math.Cos(18 * Math.PI / 180);
    private static readonly double Wide = Math.Cos(36 * Math.PI / 180);
    private const double Apart = 24 * Math.PI / 180;

    /// <summary>Less colour than this is noise, or what JPEG makes of grey lines.</summary>
    private const double Faint = 28;

    /// <summary>Fewer columns than this part of the frame are no curve.</summary>
    private const double Narrowest = 0.1;

    private const int MostInks = 6;

    /// <summary>The dominant colour's ink; null when nothing coloured is wide enough for a curve.</summary>
    public static InkMap? Find(Raster raster, Area area)
    {
        var paper = raster.CommonestColour(area);
        var tints = new Tint[area.Width * area.Height];
        for (var row = 0; row < area.Height; row++)
            for (var column = 0; column < area.Width; column++)
                tints[(row * area.Width) + column] = Tint.Of(paper - raster.At(area.Left + column, area.Top + row));

        var inks = new List<Ink>();
        var weights = Histogram(tints);
        while (inks.Count < MostInks && NextPeak(weights, inks) is { } hue)
            inks.Add(Ink.Of(hue, tints, area));
        if (inks.OrderByDescending(ink => ink.Columns).FirstOrDefault() is not { } curve || curve.Columns < Narrowest * area.Width)
            return null;

        var amount = Array.ConvertAll(
            tints, tint => tint.IsNear(curve.Hue, Wide) ? Math.Clamp(tint.Along(curve.Hue) / curve.Strength, 0, 1) : 0);
        var rivals = inks.Where(ink => ink != curve).Select(ink => ink.ColumnsApartFrom(amount, tints, area)).DefaultIfEmpty(0).Max();
        return new InkMap(area, amount, Threshold: 0.35, (double)rivals / curve.Columns);
    }

    private static double[] Histogram(Tint[] tints)
    {
        var weights = new double[Sectors];
        foreach (var tint in tints)
            if (tint.Strength > Faint)
                weights[SectorOf(tint.Hue)] += tint.Strength;
        // Over three sectors, so that a hue on the border between two is not halved.
        return [.. Enumerable.Range(0, Sectors).Select(at =>
            weights[at] + (0.5 * (weights[(at + 1) % Sectors] + weights[(at + Sectors - 1) % Sectors])))];
    }

    private static double? NextPeak(double[] weights, List<Ink> known)
    {
        var free = Enumerable.Range(0, Sectors)
            .Where(sector => known.All(ink => Tint.Between(HueOf(sector), ink.Hue.Angle) > Apart))
            .ToList();
        if (free.Count == 0)
            return null;
        var peak = free.MaxBy(sector => weights[sector]);
        // A few pixels, or a thousandth of what was found first, are not worth a look.
        return weights[peak] > Math.Max(20 * Faint, weights.Max() / 1000) ? HueOf(peak) : null;
    }

    private static int SectorOf(double hue) => (int)((hue + Math.PI) / (2 * Math.PI) * Sectors) % Sectors;

    private static double HueOf(int sector) => ((sector + 0.5) / Sectors * 2 * Math.PI) - Math.PI;

    /// <summary>The coloured part of a difference, as a point on the colour circle.</summary>
    private readonly record struct Tint(double X, double Y)
    {
        public double Strength => Math.Sqrt((X * X) + (Y * Y));

        public double Hue => Math.Atan2(Y, X);

        public static Tint Of(Colour difference) => new(
            ((2 * difference.R) - difference.G - difference.B) / Math.Sqrt(6),
            (difference.G - difference.B) / Math.Sqrt(2));

        public double Along(Direction hue) => (X * hue.Cos) + (Y * hue.Sin);

        /// <param name="cosine">Of the angle that it may be off.</param>
        public bool IsNear(Direction hue, double cosine) => Along(hue) >= Strength * cosine;

        public static double Between(double one, double other)
        {
            var turn = Math.Abs(one - other) % (2 * Math.PI);
            return Math.Min(turn, (2 * Math.PI) - turn);
        }
    }

    /// <summary>A hue whose sine and cosine are taken once, and not for every pixel.</summary>
    private readonly record struct Direction(double Angle, double Cos, double Sin)
    {
        public static Direction Of(double angle) => new(angle, Math.Cos(angle), Math.Sin(angle));
    }

    /// <param name="Hue">Its middle.</param>
    /// <param name="Strength">Of full ink.</param>
    /// <param name="Columns">How many columns have it.</param>
    private sealed record Ink(Direction Hue, double Strength, int Columns)
    {
        public static Ink Of(double peak, Tint[] tints, Area area)
        {
            var around = Direction.Of(peak);
            var near = tints.Where(tint => tint.Strength > Faint && tint.IsNear(around, Near)).ToList();
            // The mean direction, by strength: the strongest pixels know the hue best.
            var hue = Direction.Of(Math.Atan2(near.Sum(tint => tint.Y), near.Sum(tint => tint.X)));
            var strength = Statistics.Quantile(near.Select(tint => tint.Along(hue)), 0.85);
            var ink = new Ink(hue, Math.Max(strength, Faint), 0);
            return ink with { Columns = ink.ColumnsWhere(area, tints, (_, _) => true) };
        }

        /// <summary>Columns in which it is, and not beside the curve: there JPEG makes colours of its own.</summary>
        public int ColumnsApartFrom(double[] curve, Tint[] tints, Area area)
        {
            const int halo = 8;
            return ColumnsWhere(area, tints, (column, row) =>
            {
                for (var near = Math.Max(0, row - halo); near <= Math.Min(area.Height - 1, row + halo); near++)
                    if (curve[(near * area.Width) + column] > 0.5)
                        return false;
                return true;
            });
        }

        private int ColumnsWhere(Area area, Tint[] tints, Func<int, int, bool> counts)
        {
            var found = 0;
            for (var column = 0; column < area.Width; column++)
                for (var row = 0; row < area.Height; row++)
                    if (Has(tints[(row * area.Width) + column]) && counts(column, row))
                    {
                        found++;
                        break;
                    }

            return found;
        }

        private bool Has(Tint tint) => tint.Along(Hue) > Math.Max(1.5 * Faint, Strength / 2) && tint.IsNear(Hue, Near);
    }
}
