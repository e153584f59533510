using System.Runtime.InteropServices;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Who calls whom, worked out of the spans of the range. A call between services is one whose receiving span names a span of another
/// service as its parent; a calling span that nobody answered points to what its attributes name: a database, a model, another host.
/// </summary>
internal sealed class ServiceMap
{
    private readonly RunReader _run;
    private readonly Dictionary<ulong, Caller> _callers = [];
    private readonly List<Answer> _answers = [];
    private readonly Dictionary<(string Name, string Kind), Tally> _nodes = [];
    private readonly Dictionary<(string From, string To), Tally> _edges = [];

    private ServiceMap(RunReader run) => _run = run;

    public static ServiceMapView Run(RunReader run, TelemetryQuestion question)
    {
        var map = new ServiceMap(run);
        map.Read(question);
        map.Join();
        return map.View(new SourceChoice(run.Sources, question.Resources));
    }

    private void Read(TelemetryQuestion question)
    {
        using var segments = _run.SpansInTime(question.From, question.To);
        while (segments.Next())
        {
            var head = segments.Head;
            var ids = segments.Ids;
            var peers = segments.Body.Peers;
            var terms = segments.Terms;
            var named = new Dictionary<int, string>();
            for (var row = 0; row < segments.Count; row++)
            {
                if (head.Starts[row] < question.From || head.Starts[row] > question.To)
                    continue;
                var failed = head.Statuses[row] == (byte)StatusCode.Error;
                switch ((SpanKind)head.Kinds[row])
                {
                    case SpanKind.Client or SpanKind.Producer:
                        ref var peer = ref CollectionsMarshal.GetValueRefOrAddDefault(named, peers[row], out var known);
                        if (!known)
                            peer = terms.Text(peers[row]);
                        _callers.TryAdd(ids.Ids[row], new(head.Sources[row], peer!, head.Durations[row], failed, false));
                        break;
                    case SpanKind.Server or SpanKind.Consumer:
                        _answers.Add(new(head.Sources[row], ids.Parents[row], head.Durations[row], failed));
                        break;
                }
            }
        }
    }

    private void Join()
    {
        foreach (var answer in _answers)
        {
            var service = Service(answer.Source);
            Of(_nodes, (service, "service")).Add(answer.Duration, answer.Failed);
            ref var caller = ref CollectionsMarshal.GetValueRefOrNullRef(_callers, answer.Parent);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref caller))
                continue;
            caller = caller with { Answered = true };
            if (Service(caller.Source) is var from && from != service)
                Of(_edges, (from, service)).Add(answer.Duration, answer.Failed);
        }
        foreach (var caller in _callers.Values)
        {
            var from = Service(caller.Source);
            Of(_nodes, (from, "service"));
            var colon = caller.Peer.IndexOf(':', StringComparison.Ordinal);
            if (caller.Answered || colon < 0)
                continue;
            var to = caller.Peer[(colon + 1)..];
            Of(_nodes, (to, caller.Peer[..colon])).Add(caller.Duration, caller.Failed);
            Of(_edges, (from, to)).Add(caller.Duration, caller.Failed);
        }
    }

    // With a choice of services: these, and what they talk to.
    private ServiceMapView View(SourceChoice chosen)
    {
        var services = chosen.Numbers.Select(Service).ToHashSet();
        var edges = _edges.Where(edge => services.Contains(edge.Key.From) || services.Contains(edge.Key.To)).ToList();
        var shown = edges.SelectMany(edge => new[] { edge.Key.From, edge.Key.To }).Concat(services).ToHashSet();
        return new(
            [.. _nodes.Where(node => shown.Contains(node.Key.Name)).OrderBy(node => node.Key.Name, StringComparer.Ordinal)
                .Select(node => new MapNode(node.Key.Name, node.Key.Kind, node.Value.Requests, node.Value.Errors, node.Value.P95))],
            [.. edges.OrderByDescending(edge => edge.Value.Requests)
                .Select(edge => new MapEdge(edge.Key.From, edge.Key.To, edge.Value.Requests, edge.Value.Errors, edge.Value.P95))]);
    }

    private string Service(int source) => _run.Source(source).Service;

    private static Tally Of<TKey>(Dictionary<TKey, Tally> tallies, TKey key)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(tallies, key, out _) ??= new Tally();

    private readonly record struct Caller(int Source, string Peer, long Duration, bool Failed, bool Answered);

    private readonly record struct Answer(int Source, ulong Parent, long Duration, bool Failed);

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
