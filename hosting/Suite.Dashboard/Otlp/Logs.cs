namespace Suite.Dashboard.Otlp;

/// <summary>What one export request brought: <c>opentelemetry.proto.logs.v1.LogsData</c>.</summary>
internal sealed record LogsData(IReadOnlyList<LogGroup> Groups)
{
    public int Count { get; } = Groups.Sum(group => group.Records.Length);
}

/// <summary>The records of one source and one scope (the logger's category).</summary>
internal sealed record LogGroup(Source Source, Scope Scope, LogRecord[] Records);

/// <summary>One log line with its structure. Times are nanoseconds since 1970 UTC; 0 when the sender did not say.</summary>
internal sealed class LogRecord
{
    public long TimeNanos { get; init; }

    public long ObservedNanos { get; init; }

    /// <summary>1–4 trace, 5–8 debug, 9–12 information, 13–16 warning, 17–20 error, 21–24 fatal; 0 unknown.</summary>
    public byte Severity { get; init; }

    /// <summary>The sender's own word for the level.</summary>
    public string SeverityText { get; init; } = "";

    public AnyValue Body { get; init; }

    public KeyValue[] Attributes { get; init; } = [];

    public TraceId TraceId { get; init; }

    public SpanId SpanId { get; init; }

    public uint Flags { get; init; }

    public string EventName { get; init; } = "";
}
