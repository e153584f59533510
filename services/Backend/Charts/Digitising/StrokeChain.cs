namespace Suite.Charts.Digitising;

/// <summary>Which strokes make up the curve: those that, one after the other from left to right, cover most columns.</summary>
internal static class StrokeChain
{
    private const int Specks = 3;
    private const int Most = 3_000;

    /// <summary>Strokes may share this many columns: a thick grid line that cuts a steep curve leaves them so.</summary>
    private const int Shared = 4;

    /// <summary>The curve's strokes, from left to right, and the others.</summary>
    /// <exception cref="UnreadableChartException">Nothing, or thousands of specks.</exception>
    public static (List<Stroke> Curve, List<Stroke> Others) Find(InkMap ink)
    {
        var strokes = Stroke.Find(ink).Where(stroke => stroke.Runs.Sum(run => run.Height) > Specks).ToList();
        if (strokes.Count == 0)
            throw new UnreadableChartException("No curve was found within the axes.");
        if (strokes.Count > Most)
            throw new UnreadableChartException("No line was found within the axes: only specks, as of noise or of a photo.");

        var ends = strokes.ConvertAll(stroke => (
            First: stroke.Runs[0].Middle(ink).Row,
            Last: stroke.Runs[^1].Middle(ink).Row));
        var scores = new double[strokes.Count];
        var previous = new int[strokes.Count];
        for (var at = 0; at < strokes.Count; at++)
        {
            (scores[at], previous[at]) = (strokes[at].Columns, -1);
            for (var before = 0; before < at; before++)
            {
                var gap = strokes[at].First - strokes[before].Last;
                if (gap <= -Shared || strokes[at].Last <= strokes[before].Last)
                    continue;
                // A curve goes on where it stopped: what would be a leap is likelier a legend or a word.
                var leap = Math.Abs(ends[at].First - ends[before].Last) - (2 * Math.Abs(gap)) - 4;
                var score = strokes[at].Columns + scores[before] - Math.Max(0, leap) + Math.Min(0, gap);
                if (score > scores[at])
                    (scores[at], previous[at]) = (score, before);
            }
        }

        var chain = new List<Stroke>();
        for (var at = Array.IndexOf(scores, scores.Max()); at >= 0; at = previous[at])
            chain.Insert(0, strokes[at]);
        return (chain, [.. strokes.Except(chain)]);
    }
}
