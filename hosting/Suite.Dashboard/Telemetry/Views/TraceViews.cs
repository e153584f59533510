namespace Suite.Dashboard.Telemetry.Views;

/// <param name="Total">Of all pages.</param>
/// <param name="Scatter">At most 1,000 traces of all pages: of each moment the failed and the slowest.</param>
internal sealed record TracePage(
    IReadOnlyList<TraceSummary> Items, string? NextCursor, long Total, IReadOnlyList<TracePoint> Scatter);

/// <param name="Name">The root span's, or the earliest span's when the root is missing.</param>
/// <param name="Errors">Spans whose status is error.</param>
/// <param name="Incomplete">No root span has arrived.</param>
internal sealed record TraceSummary(
    string TraceId, string Name, string Resource, string StartedAt, double DurationMs, int Spans, int Errors,
    IReadOnlyList<ResourceShare> Resources, bool Incomplete);

internal sealed record ResourceShare(string Name, int Spans);

internal sealed record TracePoint(string Time, double DurationMs, bool Error, string TraceId);

/// <param name="Spans">In tree order: a parent before its children, children by their start.</param>
/// <param name="Truncated">The trace has more spans than are shown; <paramref name="SpanCount"/> says how many.</param>
internal sealed record TraceView(
    string TraceId, string Name, string StartedAt, long DurationUs, bool Incomplete, bool Truncated, int SpanCount,
    IReadOnlyList<ResourceShare> Resources, IReadOnlyList<SpanView> Spans, IReadOnlyList<LogView> Logs);

/// <param name="ParentId">Null for a root; a parent that has not arrived is still named.</param>
/// <param name="Depth">0 for roots and for spans whose parent is missing.</param>
/// <param name="StartUs">Relative to the trace's start, after <paramref name="SkewUs"/> was added.</param>
/// <param name="SkewUs">
/// What was added so that the span lies inside its parent, whose clock differs; 0 for most. <paramref name="StartedAt"/>
/// is always what the sender said.
/// </param>
/// <param name="Logs">How many of the trace's logs name this span.</param>
internal sealed record SpanView(
    string SpanId, string? ParentId, int Depth, string Name, string Kind, string Status, string StatusMessage,
    string Resource, string Instance, string Scope, string StartedAt, double StartUs, double DurationUs, double SkewUs,
    IReadOnlyDictionary<string, object?> Attributes, IReadOnlyList<SpanEventView> Events,
    IReadOnlyList<SpanLinkView> Links, int Logs);

internal sealed record SpanEventView(double AtUs, string Name, IReadOnlyDictionary<string, object?> Attributes);

internal sealed record SpanLinkView(string TraceId, string SpanId, IReadOnlyDictionary<string, object?> Attributes);

internal sealed record ServiceMapView(IReadOnlyList<MapNode> Nodes, IReadOnlyList<MapEdge> Edges);

/// <param name="Kind">service, database, cache, model, messaging or external.</param>
/// <param name="Requests">What it was asked by others, over the whole range.</param>
internal sealed record MapNode(string Name, string Kind, int Requests, int Errors, double P95Ms);

internal sealed record MapEdge(string From, string To, int Requests, int Errors, double P95Ms);
