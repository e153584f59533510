using Suite.Bench;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class SegmentTests
{
    [Fact]
    public void Texts_that_repeat_are_kept_once()
    {
        var (traces, _) = new SampleTelemetry(seed: 1).Trace(0, 1000);
        var rows = traces.Groups.SelectMany(group => group.Spans.Select(span => new SpanRow(1, 1, 1, span))).ToList();
        var segment = SpanSegment.Of(rows);
        var sent = rows.Sum(row => row.Span.Attributes.Sum(attribute => attribute.Key.Length + attribute.Value.ToString().Length));

        Assert.True(segment.Terms.Length * 3 < sent, $"{segment.Terms.Length} of {sent} bytes");
    }

    [Fact]
    public void Values_that_look_alike_stay_apart_by_their_kind()
    {
        var writer = new TermWriter();
        int[] numbers =
        [
            writer.Add("k", AnyValue.Of("1")), writer.Add("k", AnyValue.Of(1L)), writer.Add("k", AnyValue.Of(1.0)),
            writer.Add("k", AnyValue.Of(true)), writer.Add("other", AnyValue.Of("1")), writer.Add("k", AnyValue.Of("1")),
        ];
        var terms = new Terms(writer.ToArray());

        Assert.Equal([0, 1, 2, 3, 4, 0], numbers);
        Assert.Equal([AnyKind.Text, AnyKind.Int, AnyKind.Double, AnyKind.Bool], [terms.Kind(0), terms.Kind(1), terms.Kind(2), terms.Kind(3)]);
        Assert.Equal("true", terms.Text(3));
    }

    [Theory]
    [InlineData("$bytes")]
    [InlineData("$double")]
    [InlineData("$$bytes")]
    [InlineData("$")]
    [InlineData("plain")]
    public void A_key_that_looks_like_a_word_of_ours_comes_back_as_it_was(string key)
    {
        KeyValue[] attributes = [new(key, AnyValue.Of("no base64")), new("more", AnyValue.Of(1L))];

        Assert.Equal(attributes, Values.Attributes(Values.Object(attributes)));
        Assert.Equal(attributes[..1], Values.Attributes(Values.Object(attributes[..1])));
    }

    [Theory]
    [InlineData(MetricKind.Histogram)]
    [InlineData(MetricKind.ExponentialHistogram)]
    [InlineData(MetricKind.Summary)]
    [InlineData(MetricKind.Sum)]
    public void A_point_comes_back_with_all_that_it_had(object kind)
    {
        var exemplars = new[] { new Exemplar(7, 1.5, new(1, 2), new(3), [new("a", AnyValue.Of(4))]) };
        Point point = (MetricKind)kind switch
        {
            MetricKind.Histogram => new HistogramPoint { Count = 3, Sum = 4.5, Bounds = [1, 2], Buckets = [1, 0, ulong.MaxValue], Min = -1, Exemplars = exemplars, TimeNanos = 5, StartNanos = 1 },
            MetricKind.ExponentialHistogram => new ExponentialHistogramPoint { Count = 9, Sum = 1, Scale = -3, ZeroCount = 2, ZeroThreshold = 0.1, Positive = new(-4, [1, 2]), Negative = new(3, [7]), Max = 8, Exemplars = exemplars, TimeNanos = 5 },
            MetricKind.Summary => new SummaryPoint { Count = 2, Sum = 3, Quantiles = [(0.5, 1), (0.9, 2)], TimeNanos = 5 },
            _ => new NumberPoint { Value = -2.5, Flags = 1, TimeNanos = 5, Exemplars = exemplars },
        };
        var segment = PointSegment.Of([new(1, point)]);

        var read = new PointDetails(segment.Details, 1).Read(0, new PointHead(segment.Head, 1), [], (MetricKind)kind);

        Assert.Equivalent(point, read, strict: true);
    }

    [Fact]
    public void A_segment_that_was_cut_off_is_called_so() =>
        Assert.Throws<InvalidDataException>(() => new LogHead(new byte[10], 4).Times.Length);
}
