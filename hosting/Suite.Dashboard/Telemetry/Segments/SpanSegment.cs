using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <param name="Trace">The run's number for the trace.</param>
internal readonly record struct SpanRow(int Source, int Scope, int Trace, Span Span);

/// <summary>
/// Spans that were written together: four groups of columns, so that a question reads only those it asks about, and their terms.
/// </summary>
internal sealed record SpanSegment(byte[] Head, byte[] Ids, byte[] Body, byte[] Details, byte[] Terms)
{
    public static SpanSegment Of(IReadOnlyList<SpanRow> rows)
    {
        var terms = new TermWriter();
        var head = new ColumnWriter()
            .Column(rows, row => row.Span.StartNanos)
            .Column(rows, row => row.Span.EndNanos - row.Span.StartNanos)
            .Column(rows, row => row.Trace)
            .Column(rows, row => row.Source)
            .Column(rows, row => (byte)row.Span.Kind)
            .Column(rows, row => (byte)row.Span.Status);
        var ids = new ColumnWriter()
            .Column(rows, row => row.Span.SpanId.Value)
            .Column(rows, row => row.Span.ParentId.Value)
            .Column(rows, row => terms.Add(Segments.Terms.Peer, SpanPeer.Of(row.Span)));
        var body = new ColumnWriter()
            .Column(rows, row => terms.Add(Segments.Terms.Name, row.Span.Name))
            .Column(rows, row => terms.Add(Segments.Terms.Message, row.Span.StatusMessage))
            .Column(rows, row => row.Scope)
            .Column(rows, row => row.Span.Flags);
        AttributeColumn.Write(body, terms, rows, row => row.Span.Attributes);
        return new(head.ToArray(), ids.ToArray(), body.ToArray(), SpanDetails.Write(rows, terms), terms.ToArray());
    }
}

/// <summary>When, whose and how it went: enough for lists, counts and the map.</summary>
internal readonly ref struct SpanHead
{
    public SpanHead(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        Starts = reader.Column<long>(rows);
        Durations = reader.Column<long>(rows);
        Traces = reader.Column<int>(rows);
        Sources = reader.Column<int>(rows);
        Kinds = reader.Column<byte>(rows);
        Statuses = reader.Column<byte>(rows);
    }

    public ReadOnlySpan<long> Starts { get; }

    public ReadOnlySpan<long> Durations { get; }

    public ReadOnlySpan<int> Traces { get; }

    public ReadOnlySpan<int> Sources { get; }

    /// <summary><see cref="SpanKind"/>.</summary>
    public ReadOnlySpan<byte> Kinds { get; }

    /// <summary><see cref="StatusCode"/>.</summary>
    public ReadOnlySpan<byte> Statuses { get; }
}

/// <summary>Who called whom.</summary>
internal readonly ref struct SpanIds
{
    public SpanIds(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        Ids = reader.Column<ulong>(rows);
        Parents = reader.Column<ulong>(rows);
        Peers = reader.Column<int>(rows);
    }

    public ReadOnlySpan<ulong> Ids { get; }

    public ReadOnlySpan<ulong> Parents { get; }

    /// <summary>The term that <see cref="SpanPeer"/> made.</summary>
    public ReadOnlySpan<int> Peers { get; }
}

/// <summary>Names and attributes, as terms.</summary>
internal readonly ref struct SpanBody
{
    public SpanBody(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        Names = reader.Column<int>(rows);
        Messages = reader.Column<int>(rows);
        Scopes = reader.Column<int>(rows);
        Flags = reader.Column<uint>(rows);
        Attributes = new(ref reader, rows);
    }

    public ReadOnlySpan<int> Names { get; }

    public ReadOnlySpan<int> Messages { get; }

    public ReadOnlySpan<int> Scopes { get; }

    public ReadOnlySpan<uint> Flags { get; }

    public AttributeColumn Attributes { get; }
}
