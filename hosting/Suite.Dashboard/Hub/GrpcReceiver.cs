using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Hub;

/// <summary>
/// OTLP/gRPC: the three <c>Export</c> methods, which are unary. A request is one frame: a byte that says whether it is
/// compressed, four for its length, and the message.
/// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
/// </summary>
internal sealed class GrpcReceiver(
    Intake intake, HubMetrics metrics, RefusalLog refusals, ApiKey key, InFlight inFlight, IOptions<OtlpOptions> options)
    : Receiver(Transport.Grpc, intake, metrics, refusals), IListenerApp
{
    private const int PrefixBytes = 5;
    private const string ContentType = "application/grpc";

    private readonly int _maxBytes = options.Value.MaxBodyBytes;

    public Listener Listener => Listener.Grpc;

    public Task AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }
        return context.Request.Path.Value switch
        {
            "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => ReceiveAsync(context, Signal.Traces),
            "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => ReceiveAsync(context, Signal.Metrics),
            "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => ReceiveAsync(context, Signal.Logs),
            _ => FailAsync(context, GrpcCode.Unimplemented, "Only OTLP's Export methods for traces, metrics and logs are here."),
        };
    }

    protected override async Task<(WireFormat Format, RequestBody Body)> ReadAsync(HttpContext context)
    {
        key.Check(context.Request.Headers);
        var prefix = new byte[PrefixBytes];
        var stream = context.Request.Body;
        if (await stream.ReadAtLeastAsync(prefix, PrefixBytes, throwOnEndOfStream: false, context.RequestAborted) < PrefixBytes)
            throw new RefusedException(Refusal.Format, $"The call ended before the {PrefixBytes} bytes that stand before its message.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (length > _maxBytes)
            throw new RefusedException(Refusal.Size, $"The message has {length} bytes; {_maxBytes} are allowed, also after decompression.");

        var body = await RequestBody.ReadAsync(stream, length, _maxBytes, inFlight, context.RequestAborted);
        if (body.Bytes.Length == length && prefix[0] == 0)
            return (WireFormat.Protobuf, body);
        using (body)
        {
            if (body.Bytes.Length < length)
                throw new RefusedException(Refusal.Format, $"The message ended after {body.Bytes.Length} of its {length} bytes.");
            if (body.Bytes.Length > length)
                throw new RefusedException(Refusal.Format, "The call has more than one message.");
            if (context.Request.Headers["grpc-encoding"] != "gzip")
                throw new RefusedException(Refusal.Type, "The message is compressed, and not with gzip, the only compression that is spoken here.");
            return (WireFormat.Protobuf, await RequestBody.UnzipAsync(body.AsStream(), _maxBytes, inFlight, context.RequestAborted));
        }
    }

    protected override async Task SucceedAsync(HttpContext context, Signal signal, WireFormat format, Receipt receipt)
    {
        var message = Answers.Success(signal, format, receipt);
        var frame = new byte[PrefixBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsMemory(PrefixBytes));
        context.Response.ContentType = ContentType;
        await context.Response.Body.WriteAsync(frame);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    protected override Task RefuseAsync(HttpContext context, Refusal reason, string message) => FailAsync(context, reason switch
    {
        Refusal.Key => GrpcCode.Unauthenticated,
        Refusal.Size => GrpcCode.ResourceExhausted,
        Refusal.Type => GrpcCode.Unimplemented,
        Refusal.Format or Refusal.Loop => GrpcCode.InvalidArgument,
        _ => GrpcCode.Unavailable,
    }, message);

    // Without a message the trailers stand in the place of the headers.
    private static Task FailAsync(HttpContext context, GrpcCode code, string message)
    {
        var headers = context.Response.Headers;
        headers.ContentType = ContentType;
        headers["grpc-status"] = ((int)code).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Percent(message);
        if (code == GrpcCode.Unimplemented)
            headers["grpc-accept-encoding"] = "identity,gzip";
        return Task.CompletedTask;
    }

    private static string Percent(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var next in Encoding.UTF8.GetBytes(message))
        {
            if (next is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)next);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{next:X2}");
        }
        return encoded.ToString();
    }
}
