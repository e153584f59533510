using System.Collections.Concurrent;

namespace Suite.Jobs;

/// <summary>
/// Keeps a metric's tag to so many values: teams found queues as they like, and every value of a tag is a series of its own for as
/// long as the process lives. Later names are counted as <c>other</c>.
/// </summary>
internal sealed class BoundedNames(int most = 100)
{
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, bool> _known = new();

    public string Bounded(string name)
    {
        if (_known.ContainsKey(name))
            return name;
        return _known.Count < most && _known.TryAdd(name, true) ? name : Other;
    }
}
