using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Suite.Dashboard.Hub;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// The port that Prometheus reads: <c>GET /metrics</c>, in the format and packing that it asks for. Where other machines reach it,
/// it asks for the hub's key as the ports of OTLP do; on the machine itself a Prometheus needs none.
/// </summary>
internal sealed class ExpositionApp(SeriesRegistry registry, ApiKey key, IOptions<OtlpOptions> options) : IListenerApp
{
    private readonly bool _asksForKey = HubServer.EndpointOf(options.Value.ExpositionUrl) is { } endpoint && !IPAddress.IsLoopback(endpoint.Address);

    public Listener Listener => Listener.Exposition;

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path != "/metrics" || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            await response.WriteAsync("The metrics are at /metrics.\n", context.RequestAborted);
            return;
        }
        if (_asksForKey && !key.IsShown(request.Headers))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = "Bearer";
            await response.WriteAsync(ApiKey.Request + "\n", context.RequestAborted);
            return;
        }

        var headers = request.GetTypedHeaders();
        var format = PageFormats.Choose(headers.Accept);
        response.ContentType = format.ContentType();
        response.Headers.Vary = "Accept, Accept-Encoding";
        if (HttpMethods.IsHead(request.Method))
            return;
        try
        {
            if (headers.AcceptEncoding.Any(IsGzip))
                await WritePackedAsync(response, format, context.RequestAborted);
            else
                await Page.WriteAsync(registry, response.Body, format, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who only looks whether somebody answers does not read to the end.
        }
    }

    private async Task WritePackedAsync(HttpResponse response, PageFormat format, CancellationToken cancel)
    {
        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest);
        await Page.WriteAsync(registry, packed, format, cancel);
    }

    private static bool IsGzip(StringWithQualityHeaderValue encoding) => encoding.Value == "gzip" && encoding.Quality is null or > 0;
}
