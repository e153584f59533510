using System.Text.RegularExpressions;

namespace Suite.Platform;

/// <summary>Which topics a client wants to see: <c>jobs.*,assets.asset-changed</c>.</summary>
internal sealed partial class TopicFilter
{
    public static readonly TopicFilter All = new([], [""]);

    private const int LongestList = 2_000;

    private readonly HashSet<string> _topics;
    private readonly string[] _families;

    private TopicFilter(HashSet<string> topics, string[] families) => (_topics, _families) = (topics, families);

    /// <summary>Null when it is no list of topics; all topics when nothing is asked for.</summary>
    public static TopicFilter? Parse(string? list)
    {
        if (list is null)
            return All;
        if (list.Length > LongestList)
            return null;
        var wanted = list.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(wanted, topic => Form().IsMatch(topic))
            ? new TopicFilter(
                [.. wanted.Where(topic => !topic.EndsWith('*'))],
                [.. wanted.Where(topic => topic.EndsWith('*')).Select(family => family[..^1])])
            : null;
    }

    public bool Takes(string topic) =>
        _topics.Contains(topic)
        || Array.Exists(_families, family => topic.StartsWith(family, StringComparison.Ordinal))
        || topic.StartsWith(LiveTopics.Own, StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9-]+\.(\*|[a-z0-9-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
