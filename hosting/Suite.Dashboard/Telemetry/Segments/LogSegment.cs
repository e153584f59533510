using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <param name="TimeNanos">The record's, or when it was observed if it has none.</param>
internal readonly record struct LogRow(int Source, int Scope, long TimeNanos, LogRecord Record);

/// <summary>Logs that were written together, in columns, and their terms.</summary>
internal sealed record LogSegment(byte[] Head, byte[] Ids, byte[] Body, byte[] Terms)
{
    public static LogSegment Of(IReadOnlyList<LogRow> rows)
    {
        var terms = new TermWriter();
        var head = new ColumnWriter()
            .Column(rows, row => row.TimeNanos)
            .Column(rows, row => row.Source)
            .Column(rows, row => row.Scope)
            .Column(rows, row => row.Record.Severity);
        var ids = new ColumnWriter()
            .Column(rows, row => row.Record.TraceId.High)
            .Column(rows, row => row.Record.TraceId.Low)
            .Column(rows, row => row.Record.SpanId.Value);
        var body = new ColumnWriter()
            .Column(rows, row => terms.Add(Segments.Terms.Body, row.Record.Body))
            .Column(rows, row => terms.Add(Segments.Terms.Severity, row.Record.SeverityText))
            .Column(rows, row => terms.Add(Segments.Terms.Event, row.Record.EventName))
            .Column(rows, row => row.Record.ObservedNanos)
            .Column(rows, row => row.Record.Flags);
        AttributeColumn.Write(body, terms, rows, row => row.Record.Attributes);
        return new(head.ToArray(), ids.ToArray(), body.ToArray(), terms.ToArray());
    }
}

internal readonly ref struct LogHead
{
    public LogHead(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        Times = reader.Column<long>(rows);
        Sources = reader.Column<int>(rows);
        Scopes = reader.Column<int>(rows);
        Severities = reader.Column<byte>(rows);
    }

    public ReadOnlySpan<long> Times { get; }

    public ReadOnlySpan<int> Sources { get; }

    public ReadOnlySpan<int> Scopes { get; }

    public ReadOnlySpan<byte> Severities { get; }
}

internal readonly ref struct LogIds
{
    public LogIds(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        TracesHigh = reader.Column<ulong>(rows);
        TracesLow = reader.Column<ulong>(rows);
        Spans = reader.Column<ulong>(rows);
    }

    public ReadOnlySpan<ulong> TracesHigh { get; }

    public ReadOnlySpan<ulong> TracesLow { get; }

    public ReadOnlySpan<ulong> Spans { get; }
}

internal readonly ref struct LogBody
{
    public LogBody(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        Bodies = reader.Column<int>(rows);
        SeverityTexts = reader.Column<int>(rows);
        Events = reader.Column<int>(rows);
        Observed = reader.Column<long>(rows);
        Flags = reader.Column<uint>(rows);
        Attributes = new(ref reader, rows);
    }

    public ReadOnlySpan<int> Bodies { get; }

    public ReadOnlySpan<int> SeverityTexts { get; }

    public ReadOnlySpan<int> Events { get; }

    public ReadOnlySpan<long> Observed { get; }

    public ReadOnlySpan<uint> Flags { get; }

    public AttributeColumn Attributes { get; }
}
