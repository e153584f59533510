using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Dashboard.Hub;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>The hub alone, on free ports, with consumers of the test's own.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private readonly IHost _host;
    private readonly HttpClient _client = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    private TestHub(IHost host)
    {
        _host = host;
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests' hubs have a meter of this name too.
            if (instrument.Meter.Name == HubMetrics.MeterName && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}", value, (_, sum) => sum + value));
        _listener.Start();
    }

    public Uri Http => Address(Listener.Http);

    public Uri Grpc => Address(Listener.Grpc);

    public static async Task<TestHub> StartAsync(ITelemetryConsumer consumer, params (string Key, string? Value)[] settings) =>
        await StartAsync([consumer], settings);

    public static async Task<TestHub> StartAsync(ITelemetryConsumer[] consumers, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(TestHost.Arguments);
        foreach (var listener in Enum.GetNames<Listener>())
            builder.Configuration[$"Otlp:{listener}Url"] = "http://127.0.0.1:0";
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHub();
        foreach (var consumer in consumers)
            builder.Services.AddSingleton(consumer);

        var host = builder.Build();
        var hub = new TestHub(host);
        await host.StartAsync();
        return hub;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A counter's value: its name, and its tags' values in the order of the code.</summary>
    public long Count(string nameAndTags) => _counts.GetValueOrDefault(nameAndTags);

    public Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, string type = "application/x-protobuf", string? encoding = null, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Http, path)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return _client.SendAsync(request);
    }

    /// <summary>One gRPC call with these bytes, which should be a frame. The code and the message come from wherever they stand.</summary>
    public async Task<(string Code, string Message, byte[] Body)> CallAsync(byte[] frame, string path = Traces, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Grpc, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        return (Find("grpc-status"), Uri.UnescapeDataString(Find("grpc-message")), body);

        string Find(string name) =>
            (response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.Single() : "");
    }

    public static byte[] Frame(byte[] message, bool compressed = false, int? length = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length ?? message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    private Uri Address(Listener listener) => Get<HubServer>().AddressOf(listener)!;
}
