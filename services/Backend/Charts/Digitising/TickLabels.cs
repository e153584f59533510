using System.Globalization;
using System.Text.RegularExpressions;

namespace Suite.Charts.Digitising;

/// <summary>A word that was read in the picture, with its middle in pixels and how sure the reader was, 0 to 1.</summary>
internal sealed record ReadWord(string Text, double X, double Y, double Confidence);

/// <summary>Fits an axis to the numbers that stand beside it.</summary>
internal static partial class TickLabels
{
    private const double Sure = 0.5;

    /// <summary>How far off the fitted line a label may be, as a part of the axis. Boxes of words are no better.</summary>
    private const double Tolerance = 0.015;

    /// <exception cref="UnreadableChartException">Fewer than two labels that lie on one line.</exception>
    public static AxisCalibration Horizontal(PlotFrame frame, IEnumerable<ReadWord> words)
    {
        // Below the axis, nearest first; further down stand titles and sources.
        var margin = frame.Width * 0.05;
        var labels = words.Where(word =>
            word.Y > frame.Bottom && word.Y < frame.Bottom + (0.2 * frame.Height)
            && word.X > frame.Left - margin && word.X < frame.Right + margin);
        return Fit("x", labels.Select(word => (word.X, word)), frame.Left, frame.Right);
    }

    /// <inheritdoc cref="Horizontal"/>
    public static AxisCalibration Vertical(PlotFrame frame, IEnumerable<ReadWord> words)
    {
        var margin = frame.Height * 0.05;
        var labels = words.Where(word =>
            word.X < frame.Left && word.X > frame.Left - (0.25 * frame.Width)
            && word.Y > frame.Top - margin && word.Y < frame.Bottom + margin);
        return Fit("y", labels.Select(word => (word.Y, word)), frame.Bottom, frame.Top);
    }

    /// <summary>A number as charts write it; null for anything else. A comma is a decimal point unless it groups thousands.</summary>
    internal static double? Number(string text)
    {
        var plain = text.Trim().Replace('−', '-').Replace('–', '-');
        if (!Numeral().IsMatch(plain))
            return null;
        plain = Thousands().IsMatch(plain) ? plain.Replace(",", "", StringComparison.Ordinal) : plain.Replace(',', '.');
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    private static AxisCalibration Fit(string axis, IEnumerable<(double At, ReadWord Word)> words, double start, double end)
    {
        var labels = words
            .Where(label => label.Word.Confidence >= Sure)
            .Select(label => (label.At, Value: Number(label.Word.Text)))
            .Where(label => label.Value is not null)
            .Select(label => (label.At, Value: label.Value!.Value))
            .ToList();

        // A misread label lies far off the line through the others: the line that most agree with wins.
        var best = new List<(double At, double Value)>();
        for (var one = 0; one < labels.Count; one++)
            for (var other = one + 1; other < labels.Count; other++)
                if (Agreeing(labels, labels[one], labels[other], end - start) is { } agreeing && agreeing.Count > best.Count)
                    best = agreeing;
        if (best.Count < 2 || (best.Count == 2 && labels.Count > 2))
            throw new UnreadableChartException(
                $"The labels of the {axis} axis do not tell its scale: of {labels.Count} numbers beside it, {best.Count} lie on one line. "
                + $"Give {axis}_min and {axis}_max.");

        var (slope, intercept) = Line(best);
        var residual = best.Max(label => Math.Abs(label.Value - (intercept + (slope * label.At)))) / Math.Abs(slope * (end - start));
        return new AxisCalibration(
            start, end, intercept + (slope * start), intercept + (slope * end), ScaleType.Linear, residual, best.Count);
    }

    private static List<(double At, double Value)>? Agreeing(
        List<(double At, double Value)> labels, (double At, double Value) one, (double At, double Value) other, double length)
    {
        var slope = (other.Value - one.Value) / (other.At - one.At);
        // Numbers that all are the same, or stand above one another, make no scale.
        if (Math.Abs(other.At - one.At) < Math.Abs(length) * 0.05 || slope == 0)
            return null;
        var tolerance = Math.Abs(slope * length) * Tolerance;
        return [.. labels.Where(label => Math.Abs(label.Value - one.Value - (slope * (label.At - one.At))) <= tolerance)];
    }

    private static (double Slope, double Intercept) Line(List<(double At, double Value)> labels)
    {
        var (at, value) = (labels.Average(label => label.At), labels.Average(label => label.Value));
        var slope = labels.Sum(label => (label.At - at) * (label.Value - value)) / labels.Sum(label => (label.At - at) * (label.At - at));
        return (slope, value - (slope * at));
    }

    [GeneratedRegex(@"^[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?$")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Thousands();
}
