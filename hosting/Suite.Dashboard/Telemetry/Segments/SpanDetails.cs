using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>What few spans have: trace state, events, links. Rows without any take four bytes.</summary>
internal readonly ref struct SpanDetails
{
    private readonly ReadOnlySpan<int> _ends;
    private readonly ReadOnlySpan<byte> _bytes;

    public SpanDetails(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        _ends = reader.Column<int>(rows);
        _bytes = reader.Rest();
    }

    public static byte[] Write(IReadOnlyList<SpanRow> rows, TermWriter terms)
    {
        var details = new ColumnWriter();
        var ends = new int[rows.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            var span = rows[i].Span;
            if (span.TraceState.Length > 0 || span.Events.Length > 0 || span.Links.Length > 0)
                Write(details, terms, span);
            ends[i] = details.Length;
        }
        return new ColumnWriter().Column<int>(ends).Raw(details.ToArray()).ToArray();
    }

    public (string State, SpanEvent[] Events, SpanLink[] Links) Read(int row, Terms terms)
    {
        var bytes = _bytes[(row == 0 ? 0 : _ends[row - 1]).._ends[row]];
        if (bytes.IsEmpty)
            return ("", [], []);
        var reader = new ColumnReader(bytes);
        var state = terms.Text((int)reader.Number());
        var events = new SpanEvent[reader.Number()];
        for (var i = 0; i < events.Length; i++)
            events[i] = new(reader.Signed(), terms.Text((int)reader.Number()), Attributes(ref reader, terms));
        var links = new SpanLink[reader.Number()];
        for (var i = 0; i < links.Length; i++)
        {
            links[i] = new(
                new(reader.Number(), reader.Number()), new(reader.Number()), terms.Text((int)reader.Number()), Attributes(ref reader, terms));
        }
        return (state, events, links);
    }

    private static void Write(ColumnWriter to, TermWriter terms, Span span)
    {
        to.Number((ulong)terms.Add(Terms.State, span.TraceState));
        to.Number((ulong)span.Events.Length);
        foreach (var happened in span.Events)
        {
            to.Signed(happened.TimeNanos);
            to.Number((ulong)terms.Add(Terms.Event, happened.Name));
            WriteAttributes(to, terms, happened.Attributes);
        }
        to.Number((ulong)span.Links.Length);
        foreach (var link in span.Links)
        {
            to.Number(link.TraceId.High);
            to.Number(link.TraceId.Low);
            to.Number(link.SpanId.Value);
            to.Number((ulong)terms.Add(Terms.State, link.TraceState));
            WriteAttributes(to, terms, link.Attributes);
        }
    }

    private static void WriteAttributes(ColumnWriter to, TermWriter terms, KeyValue[] attributes)
    {
        to.Number((ulong)attributes.Length);
        foreach (var attribute in attributes)
            to.Number((ulong)terms.Add(attribute));
    }

    private static KeyValue[] Attributes(ref ColumnReader reader, Terms terms)
    {
        var attributes = new KeyValue[reader.Number()];
        for (var i = 0; i < attributes.Length; i++)
        {
            var term = (int)reader.Number();
            attributes[i] = new(terms.Key(term), terms.Value(term));
        }
        return attributes;
    }
}
