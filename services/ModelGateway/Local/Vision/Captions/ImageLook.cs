using Suite.Imaging;

namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>What can be measured of an image without knowing what is in it.</summary>
/// <param name="Orientation"><c>landscape</c>, <c>portrait</c>, <c>square</c> or <c>panoramic</c>.</param>
/// <param name="Brightness">Mean luma, 0..1.</param>
/// <param name="Colourfulness">Hasler and Süsstrunk's measure: below 15 hardly any colour, above 60 vivid.</param>
/// <param name="Colours">Names of the colours that cover most of it, largest first, with their shares.</param>
internal sealed record ImageLook(
    string Orientation, double Brightness, double Colourfulness, IReadOnlyList<(string Name, double Share)> Colours)
{
    private const double SmallestShare = 0.12;
    private const int MostColours = 3;

    /// <param name="width">Width of the original.</param>
    /// <param name="height">Height of the original.</param>
    /// <param name="sample">A small copy of it.</param>
    public static ImageLook Of(int width, int height, RgbImage sample)
    {
        var counts = new Dictionary<string, int>();
        var (luma, redGreen, yellowBlue) = (new Spread(), new Spread(), new Spread());
        var pixels = sample.Pixels.AsSpan();
        for (; pixels.Length >= 3; pixels = pixels[3..])
        {
            var (red, green, blue) = (pixels[0], pixels[1], pixels[2]);
            var name = ColourNames.Of(red, green, blue);
            counts[name] = counts.GetValueOrDefault(name) + 1;
            luma.Add(((0.2126 * red) + (0.7152 * green) + (0.0722 * blue)) / 255);
            redGreen.Add(red - green);
            yellowBlue.Add(((red + green) / 2.0) - blue);
        }

        var total = (double)counts.Values.Sum();
        return new ImageLook(
            OrientationOf((double)width / height),
            luma.Mean,
            Math.Sqrt(redGreen.Variance + yellowBlue.Variance) + (0.3 * Math.Sqrt(Math.Pow(redGreen.Mean, 2) + Math.Pow(yellowBlue.Mean, 2))),
            [
                .. counts.OrderByDescending(colour => colour.Value).ThenBy(colour => colour.Key, StringComparer.Ordinal)
                    .Select(colour => (colour.Key, colour.Value / total))
                    .Where((colour, rank) => rank == 0 || (rank < MostColours && colour.Item2 >= SmallestShare)),
            ]);
    }

    /// <summary>In words: <c>dark, muted</c>; empty for an ordinary image.</summary>
    public IReadOnlyList<string> Adjectives()
    {
        List<string> words = [];
        if (Brightness < 0.25)
            words.Add("dark");
        if (Brightness > 0.75)
            words.Add("bright");
        if (Colourfulness < 8)
            words.Add("monochrome");
        else if (Colourfulness < 20)
            words.Add("muted");
        else if (Colourfulness > 60)
            words.Add("colourful");
        return words;
    }

    private static string OrientationOf(double ratio) => ratio switch
    {
        > 2 or < 0.5 => "panoramic",
        > 1.05 => "landscape",
        < 0.95 => "portrait",
        _ => "square",
    };

    private sealed class Spread
    {
        private double _sum, _squares;
        private int _count;

        public double Mean => _count == 0 ? 0 : _sum / _count;

        public double Variance => _count == 0 ? 0 : Math.Max(0, (_squares / _count) - (Mean * Mean));

        public void Add(double value)
        {
            _sum += value;
            _squares += value * value;
            _count++;
        }
    }
}
