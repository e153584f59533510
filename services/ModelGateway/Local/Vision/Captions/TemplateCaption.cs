using Suite.ModelGateway.Local.Vision.Detection;

namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>
/// A caption put together from what was measured: found objects, worded by how sure the detector is, text that was read,
/// and the look of the image. The same input gives the same words, and nothing is said that is not in the input.
/// </summary>
internal sealed class TemplateCaption(IReadOnlyList<DetectedObject> objects, string text, ImageLook look)
{
    /// <summary>Named in answers; changes whenever the same input would give other words.</summary>
    public const string Model = "suite-template-1";

    private const int LongestShort = 100;
    private const int LongestQuotation = 240;

    public IReadOnlyList<DetectedObject> Objects => objects;

    public string VisibleText => text;

    public ImageLook Look => look;

    /// <summary>A few sentences.</summary>
    public string Text() => string.Join(' ', new[] { Shown(), Quotation(LongestQuotation), Looks() }.Where(part => part.Length > 0));

    /// <summary>One line of at most 100 characters.</summary>
    public string Short()
    {
        var subject = objects.Count > 0 ? Wording.And(Groups())
            : text.Length > 0 ? $"the text {Wording.Quote(text, 50)}"
            : "no known object and no readable text";
        return Wording.Cut(Wording.Sentence($"{subject}, in {Wording.And(ColourWords())}"), LongestShort);
    }

    /// <summary>Everything that is known, object by object.</summary>
    public string Dense() => string.Join(' ',
        new[] { Shown() }
            .Concat(objects.Select(Placed))
            .Concat([Quotation(int.MaxValue), Looks()])
            .Where(part => part.Length > 0));

    private string Shown()
    {
        if (objects.Count == 0)
            return text.Length > 0 ? "" : "No known object and no readable text was found.";
        var groups = Wording.And(Groups());
        return Wording.Sentence(Hedge(objects.Max(found => found.Confidence)).Length == 0 ? $"shows {groups}" : groups);
    }

    private string Quotation(int longest) => text.Length == 0 ? "" : $"Visible text: {Wording.Quote(text, longest)}.";

    private string Looks()
    {
        var adjectives = string.Concat(look.Adjectives().Select(word => $"{word} "));
        return Wording.Sentence($"{Wording.Article($"{adjectives}{look.Orientation} image")}, mostly {Wording.And(ColourWords())}");
    }

    private List<string> ColourWords() => [.. look.Colours.Select(colour => colour.Name)];

    // One entry for each kind of object. Only those that are about as sure as the best of their kind are counted.
    private List<string> Groups() =>
    [
        .. objects
            .GroupBy(found => found.Label)
            .Select(kind => (Label: kind.Key, Best: kind.Max(found => found.Confidence), All: kind))
            .OrderByDescending(kind => kind.Best)
            .Select(kind => Hedge(kind.Best) + Wording.Count(kind.Label, kind.All.Count(found => Hedge(found.Confidence) == Hedge(kind.Best)))),
    ];

    private static string Placed(DetectedObject found) => Wording.Sentence(
        $"{Hedge(found.Confidence)}{Wording.Count(found.Label, 1)} ({found.Confidence:P0} sure) takes up {Share(found.Box)} of the image, {Place(found.Box)}");

    private static string Share(Box box) =>
        box.Width * box.Height < 0.01 ? "less than 1 %" : $"{box.Width * box.Height:P0}";

    private static string Place(Box box)
    {
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        var column = x < 1 / 3.0 ? "left" : x > 2 / 3.0 ? "right" : "";
        var row = y < 1 / 3.0 ? "top" : y > 2 / 3.0 ? "bottom" : "";
        return (row, column) switch
        {
            ("", "") => "in the centre",
            ("", _) => $"on the {column}",
            (_, "") => $"at the {row}",
            _ => $"at the {row} {column}",
        };
    }

    private static string Hedge(double confidence) => confidence switch
    {
        >= 0.6 => "",
        >= 0.45 => "probably ",
        _ => "possibly ",
    };
}
