using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Writing;
using Suite.ServiceDefaults;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Reads files of OTLP JSON: one object, also with line breaks inside it, or an object on each line.</summary>
internal static class OtlpFile
{
    private const byte LineBreak = (byte)'\n';

    /// <param name="file">Its bytes.</param>
    /// <param name="mostMemory">Bytes that its objects may take, by estimate: three bytes of a file may ask for an object.</param>
    public static IEnumerable<Batch> Read(ReadOnlyMemory<byte> file, long mostMemory)
    {
        var text = WithoutMark(file);
        if (TryRead(text, Within(mostMemory), out var whole, out var problem))
            return [whole];
        var lines = Lines(text).ToList();
        if (lines.Count < 2 || !TryRead(lines[0].Text, Within(mostMemory), out _, out _))
            throw Problems.NotOtlp.ToException(problem);
        // One for all lines: they are in memory together.
        var decoding = Within(mostMemory);
        return lines.Select(line => TryRead(line.Text, decoding, out var batch, out var wrong)
            ? batch
            : throw Problems.NotOtlp.ToException($"Line {line.Number}: {wrong}"));
    }

    private static Decoding Within(long mostMemory)
    {
        var taken = 0L;
        return new Decoding(OtlpLimits.None, bytes =>
        {
            if ((taken += bytes) > mostMemory)
                throw CommonProblems.RequestTooLarge.ToException($"What this file holds would take more than {mostMemory >> 20} MB of memory.");
        });
    }

    private static bool TryRead(ReadOnlyMemory<byte> text, Decoding decoding, out Batch batch, out string problem)
    {
        (batch, problem) = (new Batch(), "");
        try
        {
            var bundle = OtlpJson.Read(text.Span, decoding);
            batch.Add(bundle.Traces);
            batch.Add(bundle.Logs);
            batch.Add(bundle.Metrics);
            return true;
        }
        catch (OtlpFormatException failure)
        {
            problem = failure.Message;
            return false;
        }
    }

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Text)> Lines(ReadOnlyMemory<byte> text)
    {
        for (var number = 1; !text.IsEmpty; number++)
        {
            var end = text.Span.IndexOf(LineBreak);
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                yield return (number, line);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file) =>
        file.Span.StartsWith("\uFEFF"u8) ? file[3..] : file;
}
