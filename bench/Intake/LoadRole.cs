using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Suite.Bench.Intake;

/// <summary>The senders, in a process of their own.</summary>
internal static class LoadRole
{
    private const int Senders = 4;

    public static async Task<int> RunAsync(string transport, string signal, string address, double seconds)
    {
        var payloads = Payloads.Of(signal, transport);
        var watch = Stopwatch.StartNew();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, Senders).Select(sender => SendAsync(transport, signal, address, payloads, sender, watch, seconds)));
        var took = watch.Elapsed.TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new LoadReport(sent.Sum(one => one.Items), sent.Sum(one => one.Bytes), sent.Sum(one => one.Refused), took)));
        return 0;
    }

    private static async Task<(long Items, long Bytes, long Refused)> SendAsync(
        string transport, string signal, string address, Payload[] payloads, int sender, Stopwatch watch, double seconds)
    {
        using var client = new HttpClient();
        var own = payloads.Select(payload => payload.Copy()).ToArray();
        long items = 0, bytes = 0, refused = 0;
        for (var next = sender; watch.Elapsed.TotalSeconds < seconds; next += Senders)
        {
            var payload = own[next % own.Length];
            payload.Renew(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000, (ulong)next + 1);
            using var request = Request(transport, signal, address, payload.Body);
            using var response = await client.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            if (response.IsSuccessStatusCode && (transport != "grpc" || response.TrailingHeaders.GetValues("grpc-status").Single() == "0"))
                (items, bytes) = (items + payload.Items, bytes + payload.Body.Length);
            else
                refused++;
        }
        return (items, bytes, refused);
    }

    private static HttpRequestMessage Request(string transport, string signal, string address, byte[] body)
    {
        var type = transport switch { "grpc" => "application/grpc", "http-json" => "application/json", _ => "application/x-protobuf" };
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (transport == "http-gzip")
            content.Headers.ContentEncoding.Add("gzip");
        return new HttpRequestMessage(HttpMethod.Post, address + (transport == "grpc" ? Method(signal) : $"/v1/{signal}"))
        {
            Content = content,
            Version = transport == "grpc" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    private static string Method(string signal) => signal switch
    {
        "traces" => "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
        "metrics" => "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
        _ => "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
    };
}

internal sealed record LoadReport(long Items, long Bytes, long Refused, double Seconds);
