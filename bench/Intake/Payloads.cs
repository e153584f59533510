using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Bench.Intake;

/// <summary>Requests as the suite's services send them, made before the clock runs.</summary>
internal static class Payloads
{
    private const int Different = 32;
    private const long Start = 1_790_000_000_000_000_000;
    private const long MetricsTime = Start + 1_234_567_891;

    public static Payload[] Of(string signal, string transport)
    {
        var sample = new SampleTelemetry(1);
        return [.. Enumerable.Range(0, Different).Select(i => Encoded(sample, signal, transport, Start + (i * 1_000_000_000L)))];
    }

    public static string Describe() => string.Join("; ", new[] { "traces", "metrics", "logs" }.Select(signal =>
    {
        var all = Of(signal, "http");
        var items = all.Sum(one => one.Items);
        return $"{signal}: {items / all.Length} a request, {all.Sum(one => (long)one.Body.Length) / items} bytes each";
    }));

    private static Payload Encoded(SampleTelemetry sample, string signal, string transport, long time)
    {
        var (traces, logs) = sample.Batch(time, traces: 16, spansEach: 32, TimeSpan.FromMilliseconds(10));
        var metrics = sample.Metrics(Start, MetricsTime, routes: 16);
        var items = signal switch { "traces" => traces.Count, "metrics" => metrics.Count, _ => logs.Count };
        var body = transport == "http-json"
            ? Json(signal == "traces" ? traces : null, signal == "metrics" ? metrics : null, signal == "logs" ? logs : null)
            : Protobuf(signal == "traces" ? to => OtlpProtobuf.Write(to, traces)
                : signal == "metrics" ? to => OtlpProtobuf.Write(to, metrics)
                : to => OtlpProtobuf.Write(to, logs));
        body = transport switch { "http-gzip" => Gzip(body), "grpc" => Frame(body), _ => body };
        return Payload.Of(body, items, MetricsTime, traces.Groups.SelectMany(group => group.Spans).Select(span => span.TraceId).Distinct());
    }

    private static byte[] Protobuf(Action<ProtoWriter> write)
    {
        var writer = new ProtoWriter();
        write(writer);
        return writer.Written.ToArray();
    }

    private static byte[] Json(TracesData? traces, MetricsData? metrics, LogsData? logs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            OtlpJson.Write(json, traces, metrics, logs);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Gzip(byte[] body)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(body);
        return zipped.ToArray();
    }

    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }
}
