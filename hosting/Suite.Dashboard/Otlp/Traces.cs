namespace Suite.Dashboard.Otlp;

/// <summary>What one export request brought: <c>opentelemetry.proto.trace.v1.TracesData</c>.</summary>
internal sealed record TracesData(IReadOnlyList<SpanGroup> Groups)
{
    public int Count { get; } = Groups.Sum(group => group.Spans.Length);
}

/// <summary>The spans of one source and one scope.</summary>
internal sealed record SpanGroup(Source Source, Scope Scope, Span[] Spans);

/// <summary>Values are the protocol's.</summary>
internal enum SpanKind : byte
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}

/// <summary>Values are the protocol's.</summary>
internal enum StatusCode : byte
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}

/// <summary>One timed operation. Times are nanoseconds since 1970 UTC.</summary>
internal sealed class Span
{
    public TraceId TraceId { get; init; }

    public SpanId SpanId { get; init; }

    /// <summary>Empty for the root of a trace.</summary>
    public SpanId ParentId { get; init; }

    public string TraceState { get; init; } = "";

    public string Name { get; init; } = "";

    public SpanKind Kind { get; init; }

    public long StartNanos { get; init; }

    public long EndNanos { get; init; }

    public KeyValue[] Attributes { get; init; } = [];

    public SpanEvent[] Events { get; init; } = [];

    public SpanLink[] Links { get; init; } = [];

    public StatusCode Status { get; init; }

    public string StatusMessage { get; init; } = "";

    public uint Flags { get; init; }
}

internal sealed record SpanEvent(long TimeNanos, string Name, KeyValue[] Attributes);

internal sealed record SpanLink(TraceId TraceId, SpanId SpanId, string TraceState, KeyValue[] Attributes);
