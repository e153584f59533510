using System.Text;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Otlp.Protobuf;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Otlp;

/// <summary>Whatever bytes come, a decoder answers with data or with its own error. The seed makes a failure repeatable.</summary>
public sealed class OtlpFuzzTests
{
    private const int Rounds = 4_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_bytes_are_data_or_an_error(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            DecodeEverything(bytes);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Valid_requests_with_changed_bytes_are_data_or_an_error(int seed)
    {
        var random = new Random(seed);
        byte[][] samples =
        [
            Protobuf(to => OtlpProtobuf.Write(to, Samples.Traces)), Protobuf(to => OtlpProtobuf.Write(to, Samples.Metrics)),
            Protobuf(to => OtlpProtobuf.Write(to, Samples.Logs)), Json(),
        ];
        for (var round = 0; round < Rounds; round++)
            DecodeEverything(Changed(samples[round % samples.Length], random));
    }

    private static void DecodeEverything(byte[] bytes)
    {
        Decode(() => OtlpProtobuf.ReadTraces(bytes, new Decoding(OtlpLimits.None)));
        Decode(() => OtlpProtobuf.ReadMetrics(bytes, new Decoding(OtlpLimits.None)));
        Decode(() => OtlpProtobuf.ReadLogs(bytes, new Decoding(OtlpLimits.None)));
        Decode(() => OtlpJson.Read(bytes, new Decoding(OtlpLimits.None)));
    }

    private static void Decode(Func<object> decode)
    {
        try
        {
            Assert.NotNull(decode());
        }
        catch (OtlpFormatException e)
        {
            Assert.StartsWith("At byte ", e.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Changed(byte[] sample, Random random)
    {
        var bytes = sample.ToArray();
        for (var change = random.Next(1, 5); change > 0; change--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static byte[] Protobuf(Action<ProtoWriter> write)
    {
        var writer = new ProtoWriter();
        write(writer);
        return writer.Written.ToArray();
    }

    private static byte[] Json() => Encoding.UTF8.GetBytes(Samples.Json(Samples.Traces, Samples.Metrics, Samples.Logs));
}
