using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>All that the registry holds as one page: families by name, then who sent, then what had no room.</summary>
internal static class Page
{
    private const string OverflowName = "suite_otlp_exposition_overflow_points";
    // Between two looks at how full the buffer is.
    private const int Stride = 32;

    /// <summary>Names of samples that are ours: no sender's metric may have them.</summary>
    public static readonly string[] OwnNames = ["target_info", OverflowName + "_total"];

    public static async Task WriteAsync(SeriesRegistry registry, Stream output, PageFormat format, CancellationToken cancel)
    {
        using var page = new PageWriter(output, format);
        foreach (var (family, all) in registry.Snapshot())
        {
            Describe(page, family.Name, WordOf(family.Kind), family.Unit, family.Help, family.Kind == FamilyKind.Counter ? "_total" : "");
            for (var index = 0; index < all.Length; index++)
            {
                all[index].Write(page, family);
                if (index % Stride == 0)
                    await page.FlushIfFullAsync(cancel);
            }
        }

        WriteTargets(page, registry.Sources());
        WriteOverflow(page, registry.Overflowed());
        if (format == PageFormat.OpenMetrics)
            page.Write("# EOF\n"u8);
        await page.FlushAsync(cancel);
    }

    private static void WriteTargets(PageWriter page, IReadOnlyList<Source> sources)
    {
        if (sources.Count == 0)
            return;
        Describe(page, "target", page.Format == PageFormat.OpenMetrics ? "info" : "gauge", "", "What is known of who sent.", "_info");
        foreach (var source in sources)
            page.Sample("target", "_info"u8, Labels.OfTarget(source), 1);
    }

    // Shown beside the series and not as one of them: it is needed when no series has room.
    private static void WriteOverflow(PageWriter page, IReadOnlyList<(string Metric, PointRefusal Refusal, long Points)> overflow)
    {
        if (overflow.Count == 0)
            return;
        Describe(page, OverflowName, "counter", "", "Points that are not shown, by metric and reason.", "_total");
        foreach (var (metric, refusal, points) in overflow)
        {
            var labels = $"{Labels.Pair("metric", metric)},{Labels.Pair("reason", ExpositionMetrics.WordOf(refusal))}";
            page.Sample(OverflowName, "_total"u8, labels, points);
        }
    }

    // The older format names what the sample is called, OpenMetrics the family.
    private static void Describe(PageWriter page, string name, string type, string unit, string help, string suffix)
    {
        var isOpen = page.Format == PageFormat.OpenMetrics;
        var title = isOpen ? name : name + suffix;
        page.Write($"# TYPE {title} {type}\n");
        if (isOpen && unit.Length > 0)
            page.Write($"# UNIT {title} {unit}\n");
        page.Write($"# HELP {title} {Escape(help, isOpen)}\n");
    }

    private static string Escape(string help, bool quotes)
    {
        var text = help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    private static string WordOf(FamilyKind kind) => kind switch
    {
        FamilyKind.Counter => "counter",
        FamilyKind.Histogram => "histogram",
        FamilyKind.Summary => "summary",
        _ => "gauge",
    };
}
