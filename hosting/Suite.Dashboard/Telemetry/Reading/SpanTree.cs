using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>One span in the tree, with its times on the trace's one clock.</summary>
internal sealed class SpanNode(SpanRow row)
{
    public SpanRow Row { get; } = row;

    public List<SpanNode> Children { get; } = [];

    public SpanNode? Parent { get; set; }

    public int Depth { get; set; }

    /// <summary>Nanoseconds that were added to the sender's times.</summary>
    public long Skew { get; set; }

    public long Start => Row.Span.StartNanos + Skew;

    public long Duration => Math.Max(0, Row.Span.EndNanos - Row.Span.StartNanos);
}

/// <summary>
/// Puts the spans of a trace in order, whatever they are: without a root, with several, with parents that never came, or with
/// parents in a circle.
/// </summary>
internal static class SpanTree
{
    /// <summary>A parent before its children, children and roots by their start.</summary>
    public static List<SpanNode> Of(IReadOnlyList<SpanRow> rows)
    {
        var nodes = new Dictionary<ulong, SpanNode>(rows.Count);
        foreach (var row in rows)
            nodes.TryAdd(row.Span.SpanId.Value, new SpanNode(row));
        foreach (var node in nodes.Values)
            node.Parent = nodes.GetValueOrDefault(node.Row.Span.ParentId.Value);
        BreakCircles(nodes.Values);
        foreach (var node in nodes.Values)
            node.Parent?.Children.Add(node);

        var roots = nodes.Values.Where(node => node.Parent is null).OrderBy(node => node.Row.Span.StartNanos);
        return InOrder(roots);
    }

    // Each node leads up to a root unless it is in a circle or below one. The earliest of a circle becomes a root.
    private static void BreakCircles(IReadOnlyCollection<SpanNode> nodes)
    {
        var safe = new HashSet<SpanNode>();
        foreach (var node in nodes.OrderBy(node => node.Row.Span.StartNanos))
        {
            var path = new HashSet<SpanNode>();
            for (var at = node; at is not null && !safe.Contains(at); at = at.Parent)
            {
                if (path.Add(at))
                    continue;
                at.Parent = null;
                break;
            }
            safe.UnionWith(path);
        }
    }

    // With a stack of its own: a trace may be deeper than the thread's.
    private static List<SpanNode> InOrder(IEnumerable<SpanNode> roots)
    {
        var ordered = new List<SpanNode>();
        var waiting = new Stack<SpanNode>(roots.Reverse());
        while (waiting.TryPop(out var node))
        {
            if (node.Parent is { } parent)
                (node.Depth, node.Skew) = (parent.Depth + 1, ClockSkew.Of(node, parent));
            ordered.Add(node);
            foreach (var child in node.Children.OrderByDescending(child => child.Row.Span.StartNanos))
                waiting.Push(child);
        }
        return ordered;
    }
}
