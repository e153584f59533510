using System.Globalization;
using System.Text.Json.Nodes;

namespace Suite.Bench.DashboardPages;

/// <summary>Telemetry as the suite would send it: requests through four services, their logs and metrics, and calls of models.</summary>
internal sealed class Traffic(DateTimeOffset now, Random random)
{
    private static readonly string[] Services = ["web", "gateway", "backend", "model-gateway"];
    private static readonly string[] Names = ["POST /api/jobs", "GET /api/assets/{id}", "claim items", "select jobs.item", "chat moondream2"];
    private static readonly long Minute = TimeSpan.FromMinutes(1).Ticks * 100;

    private long Now => (now.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    /// <summary>A trace of so many spans, as one request's body: a tree that gets narrower the deeper it is.</summary>
    public JsonObject Trace(string traceId, int spans)
    {
        var start = Now - (long)(random.NextDouble() * 10 * Minute) - Minute;
        var all = new List<(string Id, int Service, long Start, long Length, JsonObject Span)>();
        for (var i = 0; i < spans; i++)
        {
            var parent = i == 0 ? default : all[random.Next(Math.Max(0, i - 12), i)];
            var length = i == 0 ? 800_000_000 : (long)(parent.Length * (0.3 + (0.6 * random.NextDouble())));
            var begin = i == 0 ? start : parent.Start + (long)((parent.Length - length) * random.NextDouble());
            var id = Hex(16);
            all.Add((id, i == 0 ? 0 : Math.Min(3, parent.Service + random.Next(2)), begin, length, Span(traceId, id, parent.Id, i, begin, length)));
        }
        return Wrap("resourceSpans", "scopeSpans", "spans", all.GroupBy(span => span.Service, span => span.Span));
    }

    public JsonObject Logs(int count) => Wrap("resourceLogs", "scopeLogs", "logRecords", Enumerable.Range(0, count).Select(index => (Service: index % 4, Log: new JsonObject
    {
        ["timeUnixNano"] = Text(Now - (long)(random.NextDouble() * 14 * Minute)),
        ["severityNumber"] = index % 50 == 0 ? 17 : index % 9 == 0 ? 13 : 9,
        ["body"] = new JsonObject { ["stringValue"] = $"Job {Hex(8)} claimed {random.Next(100)} items of queue captions" },
        ["attributes"] = Attributes(("Queue", index % 2 == 0 ? "captions" : "detect"), ("Items", Text(random.Next(100)))),
    })).GroupBy(one => one.Service, one => one.Log));

    public JsonObject Metrics(int instruments) => Wrap("resourceMetrics", "scopeMetrics", "metrics", Enumerable.Range(0, instruments).Select(index => (Service: index % 4, Metric: new JsonObject
    {
        ["name"] = $"suite.bench.gauge{index}",
        ["unit"] = "By",
        ["gauge"] = new JsonObject
        {
            ["dataPoints"] = new JsonArray([.. Enumerable.Range(0, 80).SelectMany(step => Enumerable.Range(0, 4).Select(series => new JsonObject
            {
                ["timeUnixNano"] = Text(Now - (step * Minute / 6)),
                ["asDouble"] = 1e6 * (series + random.NextDouble()),
                ["attributes"] = Attributes(("series", Text(series))),
            }))]),
        },
    })).GroupBy(one => one.Service, one => one.Metric));

    public string Hex(int digits)
    {
        Span<byte> bytes = stackalloc byte[digits / 2];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private JsonObject Span(string traceId, string id, string? parent, int index, long start, long length)
    {
        var isModel = index % 25 == 24;
        return new()
        {
            ["traceId"] = traceId,
            ["spanId"] = id,
            ["parentSpanId"] = parent ?? "",
            ["name"] = isModel ? "chat moondream2" : Names[index % Names.Length],
            ["kind"] = index == 0 ? 2 : isModel ? 3 : 1 + (index % 3),
            ["startTimeUnixNano"] = Text(start),
            ["endTimeUnixNano"] = Text(start + length),
            ["status"] = new JsonObject { ["code"] = index % 60 == 59 ? 2 : 0 },
            ["attributes"] = isModel
                ? Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "moondream2"), ("gen_ai.provider.name", "local"))
                : Attributes(("http.request.method", "POST"), ("http.route", "/api/jobs"), ("db.query.text", "select id from jobs.item where state = 'ready'"), ("suite.job", Hex(8))),
        };
    }

    private static JsonObject Wrap(string resources, string scopes, string items, IEnumerable<IGrouping<int, JsonObject>> groups) => new()
    {
        [resources] = new JsonArray([.. groups.Select(group => new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(("service.name", Services[group.Key]), ("service.instance.id", "1")) },
            [scopes] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = "Suite.Bench" }, [items] = new JsonArray([.. group]) }),
        })]),
    };

    private static JsonArray Attributes(params (string Key, string Value)[] attributes) => new([.. attributes.Select(attribute =>
        new JsonObject { ["key"] = attribute.Key, ["value"] = new JsonObject { ["stringValue"] = attribute.Value } })]);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
