using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Suite.Dashboard.Hub;

/// <summary>
/// OTLP/HTTP: <c>POST /v1/traces</c>, <c>/v1/metrics</c>, <c>/v1/logs</c> in protobuf or JSON, plain or gzip, answered in the
/// request's own format. https://opentelemetry.io/docs/specs/otlp/#otlphttp
/// </summary>
internal sealed class HttpReceiver(
    Intake intake, HubMetrics metrics, RefusalLog refusals, ApiKey key, HubIdentity identity, InFlight inFlight, IOptions<OtlpOptions> options)
    : Receiver(Transport.Http, intake, metrics, refusals), IListenerApp
{
    private const string ProtobufType = "application/x-protobuf";
    private const string JsonType = "application/json";

    private readonly int _maxBytes = options.Value.MaxBodyBytes;

    public Listener Listener => Listener.Http;

    public Task AnswerAsync(HttpContext context)
    {
        Signal? signal = context.Request.Path.Value switch
        {
            "/v1/traces" => Signal.Traces,
            "/v1/metrics" => Signal.Metrics,
            "/v1/logs" => Signal.Logs,
            _ => null,
        };
        if (signal is null)
            return SayAsync(context, StatusCodes.Status404NotFound, GrpcCode.Unimplemented, "OTLP is taken at /v1/traces, /v1/metrics and /v1/logs.");
        if (HttpMethods.IsPost(context.Request.Method))
            return ReceiveAsync(context, signal.Value);
        context.Response.Headers.Allow = HttpMethods.Post;
        return SayAsync(context, StatusCodes.Status405MethodNotAllowed, GrpcCode.Unimplemented, "Telemetry is sent with POST.");
    }

    protected override async Task<(WireFormat Format, RequestBody Body)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        key.Check(request.Headers);
        identity.Check(request.Headers);
        if (FormatOf(request) is not { } format)
            throw new RefusedException(Refusal.Type, $"The content type is to be {ProtobufType} or {JsonType}, not '{request.ContentType}'.");
        // Codings are known whatever their case: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
        var body = request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
        {
            "" or "identity" => await RequestBody.ReadAsync(request.Body, request.ContentLength, _maxBytes, inFlight, context.RequestAborted),
            "gzip" => await RequestBody.UnzipAsync(request.Body, _maxBytes, inFlight, context.RequestAborted),
            var other => throw new RefusedException(Refusal.Type, $"The content encoding is to be gzip or none, not '{other}'."),
        };
        return (format, body);
    }

    protected override Task SucceedAsync(HttpContext context, Signal signal, WireFormat format, Receipt receipt) =>
        WriteAsync(context, format, Answers.Success(signal, format, receipt));

    protected override Task RefuseAsync(HttpContext context, Refusal reason, string message)
    {
        var (status, code) = reason switch
        {
            Refusal.Key => (StatusCodes.Status401Unauthorized, GrpcCode.Unauthenticated),
            Refusal.Size => (StatusCodes.Status413PayloadTooLarge, GrpcCode.ResourceExhausted),
            Refusal.Type => (StatusCodes.Status415UnsupportedMediaType, GrpcCode.InvalidArgument),
            Refusal.Format => (StatusCodes.Status400BadRequest, GrpcCode.InvalidArgument),
            Refusal.Loop => (StatusCodes.Status508LoopDetected, GrpcCode.InvalidArgument),
            _ => (StatusCodes.Status503ServiceUnavailable, GrpcCode.Unavailable),
        };
        if (reason == Refusal.Memory)
            context.Response.Headers.RetryAfter = "1";
        if (reason == Refusal.Key)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return SayAsync(context, status, code, message);
    }

    private static Task SayAsync(HttpContext context, int status, GrpcCode code, string message)
    {
        // Whoever spoke neither can read JSON more likely than protobuf.
        var format = FormatOf(context.Request) ?? WireFormat.Json;
        context.Response.StatusCode = status;
        return WriteAsync(context, format, Answers.Failure(format, code, message));
    }

    private static Task WriteAsync(HttpContext context, WireFormat format, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = format == WireFormat.Json ? JsonType : ProtobufType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static WireFormat? FormatOf(HttpRequest request)
    {
        // The exporters' own spelling first; parameters (a charset) are for others.
        if (request.ContentType is ProtobufType)
            return WireFormat.Protobuf;
        if (request.ContentType is JsonType)
            return WireFormat.Json;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        return type.MediaType.Equals(ProtobufType, StringComparison.OrdinalIgnoreCase) ? WireFormat.Protobuf
            : type.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase) ? WireFormat.Json
            : null;
    }
}
