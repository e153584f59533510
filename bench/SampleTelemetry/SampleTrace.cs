using Suite.Dashboard.Otlp;

namespace Suite.Bench;

/// <summary>One upload and the work that follows from it, until the wanted number of spans is reached.</summary>
internal sealed class SampleTrace
{
    private const long Micro = 1_000;

    private static readonly string[] Statements =
    [
        "select id, state from jobs.item where job = $1 order by id limit $2",
        "insert into assets.asset (id, team, kind, sha256) values ($1, $2, $3, $4)",
        "update jobs.item set state = 'succeeded' where id = $1 and fence = $2",
        "select vector from search.embedding where asset = $1",
    ];

    private readonly Random _random;
    private readonly TraceId _trace;
    private readonly int _wanted;
    private readonly Dictionary<(Source, Scope), List<Span>> _spans = [];
    private readonly Dictionary<Source, List<LogRecord>> _logs = [];
    private long _now;
    private int _count;

    public SampleTrace(Random random, long startNanos, int spans)
    {
        (_random, _now, _wanted) = (random, startNanos, spans);
        _trace = new((ulong)random.NextInt64(1, long.MaxValue), (ulong)random.NextInt64());
        var backend = SampleServices.Backends[random.Next(SampleServices.Backends.Length)];
        Call(SampleServices.Web, SampleServices.Browser, default, "upload", SpanKind.Client, Route("POST", 200), page =>
            Call(SampleServices.Gateway, SampleServices.Http, page, "POST /api/assets", SpanKind.Server, Route("POST", 201), request =>
                Call(SampleServices.Gateway, SampleServices.HttpClient, request, "POST", SpanKind.Client, Server("backend", 3001), outgoing =>
                    Call(backend, SampleServices.Http, outgoing, "POST /api/assets", SpanKind.Server, Route("POST", 201), asset =>
                    {
                        while (_count < _wanted)
                            Work(backend, asset);
                    }))));
    }

    public TracesData Traces() => new([.. _spans.Select(group => new SpanGroup(group.Key.Item1, group.Key.Item2, [.. group.Value]))]);

    public LogsData Logs() => new([.. _logs.Select(group => new LogGroup(group.Key, new Scope("Suite.Sample", "", []), [.. group.Value]))]);

    private void Work(Source backend, SpanId parent)
    {
        switch (_random.Next(10))
        {
            case < 5:
                Sql(backend, parent);
                break;
            case < 7:
                Call(backend, SampleServices.Redis, parent, "GET", SpanKind.Client,
                    [new("db.system.name", AnyValue.Of("redis")), new("db.operation.name", AnyValue.Of("GET")), .. Server("redis", 6379)]);
                break;
            default:
                Call(backend, SampleServices.Jobs, parent, "caption process", SpanKind.Consumer,
                    [new("suite.job.id", AnyValue.Of(Guid().ToString())), new("suite.item.id", AnyValue.Of(_random.NextInt64(1_000_000))), new("messaging.system", AnyValue.Of("suite"))],
                    item =>
                    {
                        Sql(backend, item);
                        Call(backend, SampleServices.HttpClient, item, "POST", SpanKind.Client, Server("model-gateway", 8000), outgoing =>
                            Call(SampleServices.ModelGateway, SampleServices.Http, outgoing, "POST /api/caption", SpanKind.Server, Route("POST", 200), ModelCall));
                    });
                break;
        }
    }

    private void Sql(Source backend, SpanId parent) =>
        Call(backend, SampleServices.Sql, parent, "suitedb", SpanKind.Client,
        [
            new("db.system.name", AnyValue.Of("postgresql")), new("db.namespace", AnyValue.Of("suitedb")),
            new("db.query.text", AnyValue.Of(Statements[_random.Next(Statements.Length)])), .. Server("postgres", 5432),
        ]);

    private void ModelCall(SpanId parent) =>
        Call(SampleServices.ModelGateway, SampleServices.Models, parent, "chat captioner-1", SpanKind.Client,
        [
            new("gen_ai.operation.name", AnyValue.Of("chat")), new("gen_ai.provider.name", AnyValue.Of("local")),
            new("gen_ai.request.model", AnyValue.Of("captioner-1")), new("gen_ai.response.model", AnyValue.Of("captioner-1")),
            new("gen_ai.usage.input_tokens", AnyValue.Of(_random.Next(50, 900))),
            new("gen_ai.usage.output_tokens", AnyValue.Of(_random.Next(5, 200))),
            new("suite.gen_ai.cost", AnyValue.Of(_random.Next(1, 400) / 100_000.0)),
            new("gen_ai.input.messages", AnyValue.Of("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"What is in this picture?\"}]}]")),
            new("gen_ai.output.messages", AnyValue.Of("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"A red bicycle.\"}]}]")),
        ]);

    private void Call(
        Source source, Scope scope, SpanId parent, string name, SpanKind kind, KeyValue[] attributes, Action<SpanId>? inside = null)
    {
        if (_count == _wanted)
            return;
        _count++;
        var id = new SpanId((ulong)_random.NextInt64(1, long.MaxValue));
        var start = _now;
        _now += _random.Next(20, 400) * Micro;
        inside?.Invoke(id);
        _now += _random.Next(20, 1500) * Micro;
        var failed = inside is null && _random.Next(100) == 0;
        Of(_spans, (source, scope)).Add(new Span
        {
            TraceId = _trace, SpanId = id, ParentId = parent, Name = name, Kind = kind, StartNanos = start, EndNanos = _now,
            Attributes = attributes, Status = failed ? StatusCode.Error : StatusCode.Unset,
            StatusMessage = failed ? "connection reset by peer" : "",
            Events = failed ? [new SpanEvent(_now, "exception", [new("exception.type", AnyValue.Of("IOException"))])] : [],
        });
        Log(source, id, name, failed);
    }

    private void Log(Source source, SpanId span, string name, bool failed) => Of(_logs, source).Add(new LogRecord
    {
        TimeNanos = _now, ObservedNanos = _now, TraceId = _trace, SpanId = span,
        Severity = (byte)(failed ? 17 : _random.Next(20) == 0 ? 13 : 9), SeverityText = failed ? "Error" : "Information",
        Body = AnyValue.Of(failed ? $"{name} failed after {_random.Next(1, 900)} ms" : $"{name} took {_random.Next(1, 900)} ms for asset {Guid()}"),
        Attributes = [new("{OriginalFormat}", AnyValue.Of("{Name} took {Elapsed} ms")), new("Name", AnyValue.Of(name)), new("Elapsed", AnyValue.Of(_random.Next(1, 900)))],
    });

    private Guid Guid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static KeyValue[] Route(string method, int status) =>
    [
        new("http.request.method", AnyValue.Of(method)), new("http.route", AnyValue.Of("/api/assets")),
        new("http.response.status_code", AnyValue.Of(status)), new("url.scheme", AnyValue.Of("http")),
    ];

    private static KeyValue[] Server(string address, int port) =>
        [new("server.address", AnyValue.Of(address)), new("server.port", AnyValue.Of(port))];

    private static List<T> Of<TKey, T>(Dictionary<TKey, List<T>> map, TKey key)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        return list;
    }
}
