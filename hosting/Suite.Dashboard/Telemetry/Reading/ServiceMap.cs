using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Who calls whom, worked out of the spans of the range. A call between services is one whose receiving span names a span of another
/// service as its parent; a calling span that nobody answered points to what its attributes name: a database, a model, the resource
/// that listens at an address, or another host.
/// </summary>
internal sealed class ServiceMap
{
    private const int Unknown = -1;

    private readonly RunReader _run;
    private readonly TelemetryQuestion _question;
    private readonly MapTallies _tallies = new();
    private readonly Func<string, string?> _resourceAt;
    private readonly int[] _serviceOf;
    private readonly bool[] _answering;

    // Of each span that a receiving span names as its parent: the service that made the call.
    private readonly Dictionary<SpanKey, int> _callers = [];
    private readonly List<Answer> _answers = [];

    private ServiceMap(RunReader run, TelemetryQuestion question, Func<string, string?> resourceAt)
    {
        (_run, _question, _resourceAt) = (run, question, resourceAt);
        _serviceOf = [Unknown, .. run.Sources.Select(source => _tallies.Node(source.Source.Service, "service"))];
        _answering = new bool[_serviceOf.Length];
    }

    /// <param name="resourceAt">Who listens at <c>127.0.0.1:5173</c>; null when that is not known.</param>
    public static ServiceMapView Run(RunReader run, TelemetryQuestion question, Func<string, string?>? resourceAt = null)
    {
        var map = new ServiceMap(run, question, resourceAt ?? (_ => null));
        map.ReadAnswers();
        map.ReadCalls();
        map.Join();
        return map._tallies.View(new SourceChoice(run.Sources, question.Resources).Numbers.Select(source => map._serviceOf[source]).ToHashSet());
    }

    private void ReadAnswers()
    {
        using var segments = _run.SpansInTime(_question.From, _question.To);
        while (segments.Next())
        {
            var head = segments.Head;
            var parents = segments.Ids.Parents;
            for (var row = 0; row < segments.Count; row++)
            {
                if ((SpanKind)head.Kinds[row] is not (SpanKind.Server or SpanKind.Consumer) || !_question.Holds(head.Starts[row]))
                    continue;
                _answering[head.Sources[row]] = true;
                var parent = new SpanKey(head.Traces[row], parents[row]);
                _answers.Add(new(_serviceOf[head.Sources[row]], parent, head.Durations[row], head.Statuses[row] == (byte)StatusCode.Error));
                if (parent.Id != 0)
                    _callers[parent] = Unknown;
            }
        }
    }

    private void ReadCalls()
    {
        using var segments = _run.SpansInTime(_question.From, _question.To);
        while (segments.Next())
        {
            var head = segments.Head;
            var ids = segments.Ids.Ids;
            var peers = segments.Ids.Peers;
            var terms = segments.Terms;
            var nodes = new int[terms.Count];
            for (var row = 0; row < segments.Count; row++)
            {
                if ((SpanKind)head.Kinds[row] is not (SpanKind.Client or SpanKind.Producer) || !_question.Holds(head.Starts[row]))
                    continue;
                var service = _serviceOf[head.Sources[row]];
                ref var caller = ref CollectionsMarshal.GetValueRefOrNullRef(_callers, new(head.Traces[row], ids[row]));
                if (!Unsafe.IsNullRef(ref caller))
                {
                    caller = service;
                    continue;
                }
                // 0 is not looked up yet, otherwise the node's number and one.
                ref var node = ref nodes[peers[row]];
                if (node == 0)
                    node = NodeOf(terms.Text(peers[row])) + 1;
                if (node - 1 != Unknown)
                    _tallies.Add(service, node - 1, head.Durations[row], head.Statuses[row] == (byte)StatusCode.Error, countNode: true);
            }
        }
    }

    private void Join()
    {
        foreach (var answer in _answers)
        {
            var caller = answer.Parent.Id == 0 ? Unknown : _callers[answer.Parent];
            _tallies.Add(answer.Service, answer.Duration, answer.Failed);
            if (caller != Unknown && caller != answer.Service)
                _tallies.Add(caller, answer.Service, answer.Duration, answer.Failed, countNode: false);
        }
    }

    private int NodeOf(string peer)
    {
        var colon = peer.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Unknown;
        var (kind, name) = (peer[..colon], peer[(colon + 1)..]);
        return kind == "external" ? NodeAt(name) : _tallies.Node(name, kind);
    }

    private int NodeAt(string address)
    {
        var end = address.EndsWith(']') ? -1 : address.LastIndexOf(':');
        var (host, port) = end < 0 ? (address, "") : (address[..end], address[end..]);
        var resource = _resourceAt(address);
        // A call whose answer has not come, to a service that answers others.
        if (_run.Sources.Any(source => _answering[source.Number] && source.Source.Service == (resource ?? host)))
            return _tallies.Node(resource ?? host, "service");
        // With its port, so that a resource which tells nothing is not taken for a service of its name: the web server for the browsers.
        return _tallies.Node(resource is null && port is ":80" or ":443" ? host : (resource ?? host) + port, "external");
    }

    // An id is unique within its trace only.
    private readonly record struct SpanKey(int Trace, ulong Id);

    private readonly record struct Answer(int Service, SpanKey Parent, long Duration, bool Failed);
}
