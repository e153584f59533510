using System.Text;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>Attributes as the text between a sample's braces: <c>http_route="/a",job="suite/backend"</c>, in the order of the keys.</summary>
internal static class Labels
{
    private const int TargetValueLimit = 500;

    /// <summary>
    /// The labels of a series. Keys that become the same are one label, their values joined by <c>;</c> in the order of the
    /// original keys. An attribute that would pass for one of our own labels gets <c>exported_</c> in front, as Prometheus does.
    /// </summary>
    public static string Of(Source source, KeyValue[] attributes, FamilyKind kind)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            var name = MetricNames.CleanLabel(key);
            Add(labels, IsOurs(name, kind) ? "exported_" + name : name, value.ToString());
        }

        Identify(labels, source);
        return Join(labels);
    }

    /// <summary>The labels of <c>target_info</c>: whatever else is known of who sent, except what is too long to be a label.</summary>
    public static string OfTarget(Source source)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in source.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            if (key is "service.name" or "service.namespace" or "service.instance.id" || value.ToString() is not { Length: <= TargetValueLimit } text)
                continue;
            var name = MetricNames.CleanLabel(key);
            Add(labels, name is "job" or "instance" ? "exported_" + name : name, text);
        }

        Identify(labels, source);
        return Join(labels);
    }

    /// <summary><c>service.namespace/service.name</c>, which Prometheus calls the job.</summary>
    public static string JobOf(Source source)
    {
        foreach (var (key, value) in source.Attributes)
        {
            if (key == "service.namespace" && value.ToString() is { Length: > 0 } space)
                return $"{space}/{source.Service}";
        }

        return source.Service;
    }

    /// <summary><c>key="value"</c> with the value escaped.</summary>
    public static string Pair(string name, string value) => Append(new StringBuilder(), name, value).ToString();

    private static void Identify(SortedDictionary<string, string> labels, Source source)
    {
        labels["job"] = JobOf(source);
        if (source.Instance.Length > 0)
            labels["instance"] = source.Instance;
    }

    private static bool IsOurs(string name, FamilyKind kind) => name is "job" or "instance" or "otel_scope_name"
        || (name == "le" && kind == FamilyKind.Histogram) || (name == "quantile" && kind == FamilyKind.Summary);

    private static void Add(SortedDictionary<string, string> labels, string name, string value) =>
        labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{value}" : value;

    private static string Join(SortedDictionary<string, string> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels)
            Append(text.Length > 0 ? text.Append(',') : text, name, value);
        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, string name, string value)
    {
        if (value.AsSpan().IndexOfAny("\\\"\n") >= 0)
        {
            value = value.Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
        }

        return text.Append(name).Append("=\"").Append(value).Append('"');
    }
}
