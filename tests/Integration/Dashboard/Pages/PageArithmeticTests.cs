using System.Text.Json;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Pages;

/// <summary>What the pages compute themselves, asked of their own modules in a browser.</summary>
[Collection(nameof(DashboardPages))]
public sealed class PageArithmeticTests(DashboardPages pages)
{
    [Fact]
    public async Task Spans_stand_below_their_parents_and_orphans_and_loops_at_the_top()
    {
        var rows = await AskAsync("traces/tree.js", """
            rowsOf([span('b', 'a', 5), span('a', null, 0), span('c', 'a', 2), span('o', 'missing', 9), span('x', 'y', 1), span('y', 'x', 1)])
                .map((row) => `${row.span.spanId}${row.depth}`)
            """);

        Assert.Equal(["a0", "c1", "b1", "o0", "x0", "y1"], rows.Deserialize<string[]>()!);
    }

    [Fact]
    public async Task A_trace_may_be_deeper_than_the_browsers_stack()
    {
        var depths = await AskAsync("traces/tree.js", """
            (() => {
              const rows = rowsOf(Array.from({ length: 10_000 }, (_, i) => span(`s${i}`, i > 0 ? `s${i - 1}` : null, i, 30_000 - i)));
              return [rows.at(-1).depth, rows[0].end, rows[0].reach, criticalPath(rows).size];
            })()
            """);

        Assert.Equal([9_999, 10_000, 30_000, 10_000], depths.Deserialize<int[]>()!);
    }

    [Fact]
    public async Task The_critical_path_is_what_nothing_else_ran_behind()
    {
        var pieces = await AskAsync("traces/tree.js", """
            [...criticalPath(rowsOf([span('root', null, 0, 100), span('early', 'root', 10, 20), span('late', 'root', 40, 50), span('beside', 'root', 45, 20)]))]
                .map(([id, own]) => `${id}: ${own.map((piece) => piece.join('-')).sort().join(' ')}`).sort()
            """);

        Assert.Equal(["early: 10-30", "late: 40-90", "root: 0-10 30-40 90-100"], pieces.Deserialize<string[]>()!);
    }

    [Fact]
    public async Task The_critical_path_goes_on_with_work_that_outlives_the_request()
    {
        var pieces = await AskAsync("traces/tree.js", """
            [...criticalPath(rowsOf([span('request', null, 0, 30), span('enqueue', 'request', 10, 10), span('job', 'enqueue', 50, 40)]))]
                .map(([id, own]) => `${id}: ${own.map((piece) => piece.join('-')).sort().join(' ')}`).sort()
            """);

        Assert.Equal(["enqueue: 10-20", "job: 50-90", "request: 0-10"], pieces.Deserialize<string[]>()!);
    }

    [Fact]
    public async Task A_folded_span_hides_what_is_below_it_and_nothing_else()
    {
        var shown = await AskAsync("traces/tree.js", """
            visible(rowsOf([span('a', null, 0), span('b', 'a', 1), span('c', 'b', 2), span('d', 'a', 3)]), new Set(['b'])).map((row) => row.span.spanId)
            """);

        Assert.Equal(["a", "b", "d"], shown.Deserialize<string[]>()!);
    }

    [Fact]
    public async Task A_graph_with_a_cycle_has_layers_and_long_edges_pass_between_nodes()
    {
        var layout = await AskAsync("graph/layout.js", """
            (() => {
              const edges = [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'c', to: 'a' }, { from: 'a', to: 'd' }, { from: 'c', to: 'd' }];
              const { at, paths } = layered(['a', 'b', 'c', 'd'], edges);
              return [...['a', 'b', 'c', 'd'].map((id) => at.get(id).layer), ...edges.map((edge) => paths.get(edge).length)];
            })()
            """);

        Assert.Equal([0, 1, 2, 3, 0, 0, 1, 2, 0], layout.Deserialize<int[]>()!);
    }

    [Theory]
    [InlineData("duration(812)", "812 µs")]
    [InlineData("duration(1234)", "1.23 ms")]
    [InlineData("duration(125e6)", "2 min 5 s")]
    [InlineData("duration(119.6e6)", "2 min 0 s")]
    [InlineData("duration(3599.9e6)", "1 h 0 min")]
    [InlineData("seconds(119.6)", "2 min 0 s")]
    [InlineData("value(0.25, 's')", "250 ms")]
    [InlineData("value(1536, 'By')", "1.5 KiB")]
    [InlineData("value(12, '{request}/s')", "12/s")]
    [InlineData("value(0.00002, '1')", "2.0e-5")]
    [InlineData("count(123456)", "123k")]
    public async Task Values_are_written_in_the_unit_that_fits(string expression, string expected) =>
        Assert.Equal(expected, (await AskAsync("lib/format.js", expression)).GetString());

    [Fact]
    public async Task A_paused_page_asks_for_the_same_time_again_and_an_old_run_for_all_of_it()
    {
        var ranges = await AskAsync("lib/range.js", """
            [resolved(new URLSearchParams('from=-1h&paused=2026-01-01T12:00:00.000Z')), resolved(new URLSearchParams('run=7')), resolved(new URLSearchParams())]
                .map(({ from, to }) => `${from} ${to}`)
            """);

        Assert.Equal(
            ["2026-01-01T11:00:00.000Z 2026-01-01T12:00:00.000Z", "null null", "-15m null"],
            ranges.Deserialize<string[]>()!);
    }

    [Fact]
    public async Task A_silence_in_a_series_is_a_gap_and_not_a_line()
    {
        var points = await AskAsync("metrics/lines.js", """
            linesOf({ kind: 'gauge', series: [{ attributes: {}, points: [[0, 1], [10, 2], [20, 3], [100, 4]] }] })[0].points.map(([, value]) => value)
            """);

        Assert.Equal([1, 2, 3, null, 4], points.Deserialize<int?[]>()!);
    }

    [Fact]
    public async Task Ticks_are_round_and_reach_the_highest_value()
    {
        var ticks = await AskAsync("lib/axis.js", "valueTicks(0, 0.7)");

        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], ticks.Deserialize<double[]>()!.Select(tick => Math.Round(tick, 6)));
    }

    [Fact]
    public async Task A_next_page_that_failed_is_asked_for_again_by_scrolling()
    {
        var items = await AskAsync("shell/pager.js", """
            (async () => {
              const { fetch } = window;
              const told = Promise.withResolvers();
              const list = pagedList('logs', {
                rowHeight: 20, label: 'rows', draw: () => document.createElement('div'),
                own: () => ({}), fail: told.resolve, signal: new AbortController().signal,
              });
              window.fetch = async () => { throw new TypeError('away'); };
              try {
                document.body.append(list.element);
                list.begin({ items: ['first'], nextCursor: 'second' });
                await told.promise;
                window.fetch = async () => Response.json({ items: ['second'], nextCursor: null });
                list.element.dispatchEvent(new Event('scroll'));
                for (let frame = 0; frame < 600 && list.items.length < 2; frame++) await new Promise(requestAnimationFrame);
                return list.items;
              } finally {
                window.fetch = fetch;
                list.element.remove();
              }
            })()
            """);

        Assert.Equal(["first", "second"], items.Deserialize<string[]>()!);
    }

    /// <summary>The value of an expression in which everything that the module exports is known.</summary>
    private Task<JsonElement> AskAsync(string module, string expression) => pages.Scratch.EvaluateAsync<JsonElement>($$"""
        async () => {
          const span = (spanId, parentId, startUs, durationUs = 1) => ({ spanId, parentId, startUs, durationUs });
          with (await import(new URL('{{module}}', document.baseURI))) return {{expression}};
        }
        """);
}
