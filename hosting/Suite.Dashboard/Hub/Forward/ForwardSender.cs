using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace Suite.Dashboard.Hub.Forward;

/// <summary>What became of an attempt to pass a batch on.</summary>
internal enum Delivery
{
    Done,

    /// <summary>The receiver is away or has its hands full.</summary>
    Later,

    /// <summary>It would be refused every time.</summary>
    Never,
}

/// <summary>Posts batches as gzipped protobuf.</summary>
internal sealed class ForwardSender : IDisposable
{
    private readonly HttpClient _client;
    private readonly (string Name, string Value)[] _headers;

    public ForwardSender(IOptions<OtlpOptions> options, HubIdentity identity)
    {
        var forward = options.Value.Forward;
        _headers = [.. HeadersIn(forward.Headers), (HubIdentity.Header, identity.Id)];
        _client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(30),
            // With a slash, so that a path in it is kept.
            BaseAddress = forward.Url is null ? null : new Uri($"{forward.Url.ToString().TrimEnd('/')}/"),
        };
    }

    /// <returns>What became of it, why, and how long the receiver asked to be left alone.</returns>
    public async Task<(Delivery Delivery, string Why, TimeSpan? Pause)> SendAsync(Signal signal, ReadOnlyMemory<byte> batch, CancellationToken cancel)
    {
        // A span of this call would come in here again and be passed on with a span.
        using var silence = SuppressInstrumentationScope.Begin();
        try
        {
            using var request = Request(signal, batch);
            using var response = await _client.SendAsync(request, cancel);
            if (response.IsSuccessStatusCode)
                return (Delivery.Done, "", null);
            var pause = response.Headers.RetryAfter?.Delta;
            return (IsPassing(response.StatusCode) ? Delivery.Later : Delivery.Never, $"it answered {(int)response.StatusCode}", pause);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is HttpRequestException or TaskCanceledException)
        {
            return (Delivery.Later, e.Message, null);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Signal signal, ReadOnlyMemory<byte> batch)
    {
        var content = new ByteArrayContent(Gzip(batch)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        content.Headers.ContentEncoding.Add("gzip");
        var request = new HttpRequestMessage(HttpMethod.Post, $"v1/{HubMetrics.Name(signal)}") { Content = content };
        foreach (var (name, value) in _headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    // https://opentelemetry.io/docs/specs/otlp/#failures-1
    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static byte[] Gzip(ReadOnlyMemory<byte> batch)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(batch.Span);
        return zipped.ToArray();
    }

    private static IEnumerable<(string Name, string Value)> HeadersIn(string headers) =>
        headers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(header => header.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => (pair[0].Trim(), Uri.UnescapeDataString(pair[1].Trim())));
}
