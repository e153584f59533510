using System.Text;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

internal enum FamilyKind : byte
{
    Counter,
    Gauge,
    Histogram,
    Summary,
}

/// <summary>
/// What an instrument is called by Prometheus (OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility").
/// <see cref="Name"/> is without <c>_total</c>, which only a counter's samples carry.
/// </summary>
internal sealed record MetricShape(string Name, FamilyKind Kind, string Unit, string Help)
{
    private const int HelpLimit = 1_000;

    public static MetricShape Of(Metric metric)
    {
        var kind = KindOf(metric);
        // Of gauges only: what a sum adds up are not shares of anything, though it rises and falls and is a gauge to Prometheus.
        var unit = metric is { Kind: MetricKind.Gauge, Unit: "1" } ? "ratio" : Units.Suffix(metric.Unit);
        var name = MetricNames.Clean(metric.Name);
        if (kind == FamilyKind.Counter)
            name = MetricNames.Without(name, "_total");
        if (unit.Length > 0 && name != unit)
            name = $"{MetricNames.Without(name, "_" + unit)}_{unit}";
        return new MetricShape(name, kind, unit, HelpOf(metric));
    }

    // What rises and falls is a gauge to Prometheus, though OpenTelemetry adds it up.
    private static FamilyKind KindOf(Metric metric) => metric.Kind switch
    {
        MetricKind.Sum => metric.IsMonotonic ? FamilyKind.Counter : FamilyKind.Gauge,
        MetricKind.Histogram or MetricKind.ExponentialHistogram => FamilyKind.Histogram,
        MetricKind.Summary => FamilyKind.Summary,
        _ => FamilyKind.Gauge,
    };

    // A metric without a description would be held against us by promtool, and the original name helps to find its meter.
    private static string HelpOf(Metric metric) => metric.Description.Length switch
    {
        0 => $"The instrument {MetricNames.Cut(metric.Name)}.",
        > HelpLimit => metric.Description[..HelpLimit],
        _ => metric.Description,
    };
}

internal static class MetricNames
{
    // OpenTelemetry allows an instrument this many characters; whoever sends more gets no more memory for it.
    private const int NameLimit = 255;

    /// <summary>Letters, digits, colons and single underscores; never empty, never a digit first.</summary>
    public static string Clean(string name) => Clean(name, colons: true);

    /// <summary>As <see cref="Clean(string)"/>, for labels, which have no colons.</summary>
    public static string CleanLabel(string key)
    {
        var label = Clean(key, colons: false);
        // Two underscores in front belong to Prometheus; Clean left one, and a digit is not for the first place.
        return char.IsAsciiDigit(key.Length > 0 ? key[0] : 'a') ? "key" + label : label;
    }

    public static string Without(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;

    public static string Cut(string name) => name.Length <= NameLimit ? name : name[..NameLimit];

    private static string Clean(string name, bool colons)
    {
        var clean = new StringBuilder(name.Length + 1);
        foreach (var letter in Cut(name))
        {
            var kept = char.IsAsciiLetterOrDigit(letter) || (colons && letter == ':') ? letter : '_';
            if (clean.Length == 0 && char.IsAsciiDigit(kept))
                clean.Append('_');
            if (kept != '_' || clean.Length == 0 || clean[^1] != '_')
                clean.Append(kept);
        }

        return clean.Length == 0 ? "_" : clean.ToString();
    }
}
