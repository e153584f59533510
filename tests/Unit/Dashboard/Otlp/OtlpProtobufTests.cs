using Suite.Dashboard.Otlp;
using Suite.Dashboard.Otlp.Protobuf;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Otlp;

public sealed class OtlpProtobufTests
{
    private readonly Decoding _decoding = new(OtlpLimits.None);
    private readonly ProtoWriter _writer = new();

    [Fact]
    public void Spans_that_were_written_are_read_back_whole()
    {
        OtlpProtobuf.Write(_writer, Samples.Traces);

        var read = OtlpProtobuf.ReadTraces(_writer.Written.Span, _decoding);

        Assert.Equal(Samples.Json(Samples.Traces), Samples.Json(read));
        Assert.Same(Samples.Source, read.Groups[0].Source);
    }

    [Fact]
    public void Metrics_that_were_written_are_read_back_whole()
    {
        OtlpProtobuf.Write(_writer, Samples.Metrics);

        Assert.Equal(Samples.Json(metrics: Samples.Metrics), Samples.Json(metrics: OtlpProtobuf.ReadMetrics(_writer.Written.Span, _decoding)));
    }

    [Fact]
    public void Logs_that_were_written_are_read_back_whole()
    {
        OtlpProtobuf.Write(_writer, Samples.Logs);

        Assert.Equal(Samples.Json(logs: Samples.Logs), Samples.Json(logs: OtlpProtobuf.ReadLogs(_writer.Written.Span, _decoding)));
    }

    [Fact]
    public void Two_requests_one_after_the_other_are_one_request()
    {
        OtlpProtobuf.Write(_writer, Samples.Logs);
        OtlpProtobuf.Write(_writer, Samples.Logs);

        Assert.Equal(6, OtlpProtobuf.ReadLogs(_writer.Written.Span, _decoding).Count);
    }

    [Fact]
    public void Fields_from_the_future_are_passed_over()
    {
        var group = _writer.Begin(Fields.Request.Resources);
        var scope = _writer.Begin(Fields.ResourceGroup.Scopes);
        var record = _writer.Begin(Fields.ScopeGroup.Items);
        _writer.Varint(500, ulong.MaxValue);
        _writer.Fixed64(501, 1UL);
        _writer.Fixed32(502, 1);
        _writer.Text(503, "new");
        _writer.Text(Fields.LogRecord.EventName, "known");
        _writer.End(record);
        _writer.End(scope);
        _writer.End(group);

        Assert.Equal("known", OtlpProtobuf.ReadLogs(_writer.Written.Span, _decoding).Groups[0].Records[0].EventName);
    }

    [Fact]
    public void Numbers_are_read_packed_or_one_by_one()
    {
        var group = _writer.Begin(Fields.Request.Resources);
        var scope = _writer.Begin(Fields.ResourceGroup.Scopes);
        var metric = _writer.Begin(Fields.ScopeGroup.Items);
        var data = _writer.Begin(Fields.Metric.Histogram);
        var point = _writer.Begin(Fields.MetricData.Points);
        _writer.Fixed64(Fields.HistogramPoint.Buckets, 3UL);
        _writer.PackedFixed64(Fields.HistogramPoint.Buckets, [4]);
        _writer.Double(Fields.HistogramPoint.Bounds, 2.5);
        foreach (var message in new[] { point, data, metric, scope, group })
            _writer.End(message);

        var read = (HistogramPoint)OtlpProtobuf.ReadMetrics(_writer.Written.Span, _decoding).Groups[0].Metrics[0].Points[0];

        Assert.Equal([3, 4], read.Buckets);
        Assert.Equal([2.5], read.Bounds);
    }

    [Theory]
    [InlineData("0A", "ends within a number")]
    [InlineData("0A05", "it has 5 bytes, but the request ends after 0")]
    [InlineData("0A03120512", "it has 5 bytes, but a resource's group ends after 1")]
    [InlineData("10FFFFFFFFFFFFFFFFFFFFFF01", "more than 10 bytes")]
    [InlineData("0800", "in field 1 of the request: its wire type is 0, not 2")]
    [InlineData("00", "this is not a field")]
    [InlineData("FB07", "no wire type 3")]
    [InlineData("0AFFFFFFFFFF01", "cannot have")]
    public void What_is_wrong_is_named_with_its_place(string hex, string what)
    {
        var error = Assert.Throws<OtlpFormatException>(() => OtlpProtobuf.ReadTraces(Convert.FromHexString(hex), _decoding));

        Assert.Contains("At byte ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_within_values_have_an_end()
    {
        var bottomless = AnyValue.Of(1);
        for (var depth = 0; depth < 100; depth++)
            bottomless = AnyValue.Of([bottomless]);
        OtlpProtobuf.Write(_writer, new LogsData([new LogGroup(Samples.Source, Samples.Scope, [new LogRecord { Body = bottomless }])]));

        var error = Assert.Throws<OtlpFormatException>(() => OtlpProtobuf.ReadLogs(_writer.Written.Span, _decoding));

        Assert.Contains("nested more than 32 deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_beyond_the_limits_is_cut_and_counted()
    {
        var decoding = new Decoding(new OtlpLimits(Attributes: 2, TextBytes: 5));
        var record = new LogRecord
        {
            Body = AnyValue.Of("größer"),
            Attributes = [new("a", AnyValue.Of(new byte[] { 1, 2, 3, 4, 5, 6 })), new("b", AnyValue.Of(2)), new("c", AnyValue.Of(3))],
        };
        OtlpProtobuf.Write(_writer, new LogsData([new LogGroup(Sources.Shared.Of([]), Sources.Shared.Of("", "", []), [record])]));

        var read = OtlpProtobuf.ReadLogs(_writer.Written.Span, decoding).Groups[0].Records[0];

        // "grö" has four bytes, and half of "ß" is none.
        Assert.Equal("grö", read.Body.Text);
        Assert.Equal(["a", "b"], read.Attributes.Select(pair => pair.Key));
        Assert.Equal([1, 2, 3, 4, 5], read.Attributes[0].Value.Bytes);
        Assert.Equal((2, 1), (decoding.CutTexts, decoding.LeftOutAttributes));
    }

    [Fact]
    public void A_histogram_has_so_many_buckets_and_not_more()
    {
        var point = new ExponentialHistogramPoint { Positive = new(0, new ulong[Decoding.MaxNumbers + 1]) };
        var metric = new Metric { Kind = MetricKind.ExponentialHistogram, Points = [point] };
        OtlpProtobuf.Write(_writer, new MetricsData([new MetricGroup(Samples.Source, Samples.Scope, [metric])]));

        var error = Assert.Throws<OtlpFormatException>(() => OtlpProtobuf.ReadMetrics(_writer.Written.Span, _decoding));

        Assert.Contains("more than 16384 numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_request_unfolds_to_is_told_before_it_does()
    {
        var told = 0L;
        OtlpProtobuf.Write(_writer, new LogsData([new LogGroup(Samples.Source, Samples.Scope, [.. Enumerable.Range(0, 20_000).Select(_ => new LogRecord())])]));

        OtlpProtobuf.ReadLogs(_writer.Written.Span, new Decoding(OtlpLimits.None, bytes => told += bytes));

        Assert.InRange(told, 2_000_000, 4_000_000);
    }

    [Fact]
    public void Buckets_that_do_not_fit_their_bounds_are_left_out_and_the_rest_is_taken()
    {
        var metric = new Metric
        {
            Kind = MetricKind.Histogram,
            Points = [new HistogramPoint { Bounds = [1, 2], Buckets = [1] }, new HistogramPoint { Bounds = [1], Buckets = [1, 2] }],
        };
        OtlpProtobuf.Write(_writer, new MetricsData([new MetricGroup(Samples.Source, Samples.Scope, [metric])]));

        Assert.Equal(1, OtlpProtobuf.ReadMetrics(_writer.Written.Span, _decoding).Count);
        Assert.Equal(1, _decoding.Invalid);
    }
}
