using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Reads files of OTLP JSON: one object, also with line breaks inside it, or an object on each line.</summary>
internal static class OtlpFile
{
    private const byte LineBreak = (byte)'\n';

    public static IEnumerable<Batch> Read(ReadOnlyMemory<byte> file)
    {
        var text = WithoutMark(file);
        if (TryRead(text, out var whole, out var problem))
            return [whole];
        var lines = Lines(text).ToList();
        return lines.Count > 1 && TryRead(lines[0].Text, out _, out _)
            ? lines.Select(line => TryRead(line.Text, out var batch, out var wrong)
                ? batch
                : throw Problems.NotOtlp.ToException($"Line {line.Number}: {wrong}"))
            : throw Problems.NotOtlp.ToException(problem);
    }

    private static bool TryRead(ReadOnlyMemory<byte> text, out Batch batch, out string problem)
    {
        (batch, problem) = (new Batch(), "");
        try
        {
            var bundle = OtlpJson.Read(text.Span, new Decoding(OtlpLimits.None));
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
