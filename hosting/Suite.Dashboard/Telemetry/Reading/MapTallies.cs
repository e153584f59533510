using System.Runtime.InteropServices;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>The nodes and edges of the service map, and what went through them.</summary>
internal sealed class MapTallies
{
    private readonly Dictionary<(string Name, string Kind), int> _numbers = [];
    private readonly List<Tally> _nodes = [];
    private readonly Dictionary<(int From, int To), Tally> _edges = [];

    public int Node(string name, string kind)
    {
        if (_numbers.TryGetValue((name, kind), out var number))
            return number;
        _numbers.Add((name, kind), number = _nodes.Count);
        _nodes.Add(new Tally());
        return number;
    }

    /// <summary>Something was asked of a node.</summary>
    public void Add(int node, long duration, bool failed) => _nodes[node].Add(duration, failed);

    /// <summary>One node asked something of another.</summary>
    public void Add(int from, int to, long duration, bool failed, bool countNode)
    {
        (CollectionsMarshal.GetValueRefOrAddDefault(_edges, (from, to), out _) ??= new Tally()).Add(duration, failed);
        if (countNode)
            Add(to, duration, failed);
    }

    /// <summary>The chosen services and what they talk to; services that were not in a call only when they are chosen and have spans.</summary>
    public ServiceMapView View(HashSet<int> chosen)
    {
        var edges = _edges.Where(edge => chosen.Contains(edge.Key.From) || chosen.Contains(edge.Key.To)).ToList();
        var shown = edges.SelectMany(edge => new[] { edge.Key.From, edge.Key.To })
            .Concat(chosen.Where(node => _nodes[node].Requests > 0)).ToHashSet();
        var names = _numbers.ToDictionary(node => node.Value, node => node.Key);
        return new(
            [.. shown.Select(node => (names[node].Name, names[node].Kind, Tally: _nodes[node])).OrderBy(node => node.Name, StringComparer.Ordinal)
                .Select(node => new MapNode(node.Name, node.Kind, node.Tally.Requests, node.Tally.Errors, node.Tally.P95))],
            [.. edges.OrderByDescending(edge => edge.Value.Requests).Select(edge => new MapEdge(
                names[edge.Key.From].Name, names[edge.Key.To].Name, edge.Value.Requests, edge.Value.Errors, edge.Value.P95))]);
    }

    private sealed class Tally
    {
        private readonly DurationSketch _durations = new();

        public int Requests => _durations.Count;

        public int Errors { get; private set; }

        public double P95 => _durations.Milliseconds(0.95);

        public void Add(long duration, bool failed)
        {
            _durations.Add(duration);
            if (failed)
                Errors++;
        }
    }
}
