using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Segments;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class SpanTreeTests
{
    [Fact]
    public void Parents_come_before_children_and_siblings_by_their_start()
    {
        var tree = SpanTree.Of([Span(4, 2, 30, 40), Span(3, 1, 50, 60), Span(2, 1, 10, 45), Span(1, 0, 0, 100)]);

        Assert.Equal([1UL, 2, 4, 3], Ids(tree));
        Assert.Equal([0, 1, 2, 1], tree.Select(node => node.Depth));
    }

    [Fact]
    public void A_span_whose_parent_never_came_stands_at_the_top()
    {
        var tree = SpanTree.Of([Span(2, 99, 10, 20), Span(1, 0, 0, 100), Span(3, 2, 12, 15)]);

        Assert.Equal([1UL, 2, 3], Ids(tree));
        Assert.Equal([0, 0, 1], tree.Select(node => node.Depth));
    }

    [Fact]
    public void Parents_in_a_circle_are_shown_all_the_same_each_once()
    {
        var tree = SpanTree.Of([Span(1, 3, 0, 10), Span(2, 1, 1, 9), Span(3, 2, 2, 8), Span(4, 4, 3, 4), Span(5, 2, 5, 6)]);

        Assert.Equal([1UL, 2, 3, 4, 5], Ids(tree).Order().ToList());
        Assert.Equal(1UL, tree[0].Row.Span.SpanId.Value);
    }

    [Fact]
    public void A_span_that_was_sent_twice_is_one() => Assert.Single(SpanTree.Of([Span(1, 0, 0, 10), Span(1, 0, 0, 10)]));

    [Fact]
    public void A_chain_deeper_than_any_stack_is_no_trouble()
    {
        var rows = Enumerable.Range(1, 100_000).Select(i => Span((ulong)i, (ulong)i - 1, i, 200_000)).ToList();

        Assert.Equal(99_999, SpanTree.Of(rows)[^1].Depth);
    }

    [Fact]
    public void A_call_that_seems_to_begin_before_it_was_made_is_moved_into_the_middle_of_it_with_all_that_is_below()
    {
        // The other machine's clock is 1000 behind.
        var tree = SpanTree.Of([Span(1, 0, 5000, 5100), Span(2, 1, 4020, 4080, source: 2), Span(3, 2, 4030, 4040, source: 2)]);

        Assert.Equal([0L, 1000, 1000], tree.Select(node => node.Skew));
        Assert.Equal([5000L, 5020, 5030], tree.Select(node => node.Start));
        Assert.Equal(4020, tree[1].Row.Span.StartNanos);
    }

    [Fact]
    public void A_child_on_another_machine_that_outlives_its_parent_is_left_where_it_is()
    {
        var tree = SpanTree.Of([Span(1, 0, 0, 100), Span(2, 1, 90, 500, source: 2)]);

        Assert.All(tree, node => Assert.Equal(0, node.Skew));
    }

    [Fact]
    public void Spans_of_one_clock_are_believed() =>
        Assert.All(SpanTree.Of([Span(1, 0, 50, 100), Span(2, 1, 10, 60)]), node => Assert.Equal(0, node.Skew));

    private static IEnumerable<ulong> Ids(List<SpanNode> tree) => tree.Select(node => node.Row.Span.SpanId.Value);

    private static SpanRow Span(ulong id, ulong parent, long start, long end, int source = 1) =>
        new(source, 1, 1, new Span { TraceId = new(1, 1), SpanId = new(id), ParentId = new(parent), StartNanos = start, EndNanos = end });
}
