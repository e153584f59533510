using System.Buffers;
using System.Text.Json;
using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Dashboard.Hub;

/// <summary>The bodies that the protocol answers with: Export…ServiceResponse and google.rpc.Status, in either format.</summary>
internal static class Answers
{
    /// <summary>Empty in protobuf when everything was taken.</summary>
    public static ReadOnlyMemory<byte> Success(Signal signal, WireFormat format, Receipt receipt)
    {
        if (format == WireFormat.Json)
            return Json(json => WritePartialSuccess(json, signal, receipt));
        if (receipt.Rejected == 0)
            return default;
        var writer = new ProtoWriter();
        var partial = writer.Begin(Fields.Response.PartialSuccess);
        writer.Int64(Fields.PartialSuccess.Rejected, receipt.Rejected);
        writer.Text(Fields.PartialSuccess.Message, receipt.Message);
        writer.End(partial);
        return writer.Written;
    }

    public static ReadOnlyMemory<byte> Failure(WireFormat format, GrpcCode code, string message)
    {
        if (format == WireFormat.Json)
        {
            return Json(json =>
            {
                json.WriteNumber("code", (int)code);
                json.WriteString("message", message);
            });
        }
        var writer = new ProtoWriter();
        writer.Varint(Fields.Status.Code, (ulong)code);
        writer.Text(Fields.Status.Message, message);
        return writer.Written;
    }

    private static void WritePartialSuccess(Utf8JsonWriter json, Signal signal, Receipt receipt)
    {
        if (receipt.Rejected == 0)
            return;
        json.WriteStartObject("partialSuccess");
        json.WriteString(signal switch
        {
            Signal.Traces => "rejectedSpans",
            Signal.Metrics => "rejectedDataPoints",
            _ => "rejectedLogRecords",
        }, $"{receipt.Rejected}");
        json.WriteString("errorMessage", receipt.Message);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}

/// <summary>Status codes of gRPC that the hub gives. https://grpc.io/docs/guides/status-codes/</summary>
internal enum GrpcCode
{
    Ok = 0,
    InvalidArgument = 3,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
