using System.Text.Json;
using System.Text.RegularExpressions;

namespace Suite.Testing;

/// <summary>The files below observability, as tests ask Prometheus what they ask.</summary>
public static partial class DashboardFiles
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "observability");

    /// <summary>Rules of recording and alerting, without their own tests.</summary>
    public static string[] Rules => Directory.GetFiles(Path.Combine(Folder, "rules"), "*.yml");

    public static string[] RuleTests => Directory.GetFiles(Path.Combine(Folder, "rules", "tests"), "*.yml");

    /// <summary>What every panel of every Grafana dashboard asks, with "All" for its variables and <paramref name="window"/> for its ranges.</summary>
    public static IReadOnlyList<DashboardQuery> Queries(string window) =>
    [
        .. from file in Directory.GetFiles(Path.Combine(Folder, "grafana", "dashboards"), "*.json")
           let dashboard = JsonElement.Parse(File.ReadAllText(file))
           let title = dashboard.GetProperty("title").GetString()
           from query in Variables(dashboard).Concat(dashboard.GetProperty("panels").EnumerateArray().SelectMany(Panel))
           select query with { Asker = $"{title}: {query.Asker}", Expr = Filled(query.Expr, window) },
    ];

    /// <summary>The series that recording rules make.</summary>
    public static IReadOnlyList<DashboardQuery> Recorded =>
        [.. Rules.SelectMany(File.ReadLines).Select(line => Record().Match(line)).Where(match => match.Success)
            .Select(match => new DashboardQuery("Recording rule", match.Groups["name"].Value))];

    private static IEnumerable<DashboardQuery> Panel(JsonElement panel)
    {
        var title = panel.GetProperty("title").GetString()!;
        var own = Items(panel, "targets").Select(target => new DashboardQuery(title, target.GetProperty("expr").GetString()!));
        return own.Concat(Items(panel, "panels").SelectMany(Panel));
    }

    // label_values(series, label) has values when the series exists with the label.
    private static IEnumerable<DashboardQuery> Variables(JsonElement dashboard) =>
        from variable in dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
        where variable.GetProperty("type").GetString() == "query"
        let asked = LabelValues().Match(variable.GetProperty("definition").GetString()!)
        select new DashboardQuery(
            $"${variable.GetProperty("name").GetString()}", $"count by ({asked.Groups["label"]}) ({asked.Groups["series"]})");

    private static string Filled(string expr, string window) =>
        Reference().Replace(expr, reference => reference.Groups[1].Value switch
        {
            "__rate_interval" or "__interval" or "__range" => window,
            "quantile" => "0.95",
            _ => ".*",
        });

    private static JsonElement.ArrayEnumerator Items(JsonElement panel, string name) =>
        panel.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    [GeneratedRegex(@"- record: (?<name>\S+)")]
    private static partial Regex Record();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^label_values\((?<series>.+),\s*(?<label>\w+)\)$")]
    private static partial Regex LabelValues();
}

/// <param name="Asker">Dashboard and panel, or variable.</param>
public sealed record DashboardQuery(string Asker, string Expr);
