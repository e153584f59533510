using System.Text;
using Suite.Dashboard.Otlp;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Otlp;

public sealed class OtlpJsonTests
{
    [Fact]
    public void What_was_written_is_read_back_whole()
    {
        var written = Samples.Json(Samples.Traces, Samples.Metrics, Samples.Logs);

        var read = Read(written);

        Assert.Equal(written, Samples.Json(read.Traces, read.Metrics, read.Logs));
        Assert.Equal((2, 7, 3), (read.Traces.Count, read.Metrics.Count, read.Logs.Count));
        Assert.Same(Samples.Source, read.Traces.Groups[0].Source);
        Assert.Same(Samples.Scope, read.Logs.Groups[0].Scope);
    }

    [Fact]
    public void The_order_of_members_and_members_from_the_future_do_not_matter()
    {
        var span = Read("""
            {"new":{"a":[1,{"b":null}]},"resourceSpans":[{"scopeSpans":[{"schemaUrl":"x","spans":[
              {"name":"n","status":{"code":"STATUS_CODE_ERROR"},"kind":"SPAN_KIND_CLIENT","startTimeUnixNano":17,"endTimeUnixNano":"18",
               "spanId":"00000000000000AB","traceId":"000102030405060708090a0b0c0d0e0f","attributes":null,"future":[[]]}],
              "scope":{"name":"late"}}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"later"}}]}}]}
            """).Traces.Groups.Single();

        Assert.Equal(("later", "late"), (span.Source.Service, span.Scope.Name));
        Assert.Equal((SpanKind.Client, StatusCode.Error, 17, 18), (span.Spans[0].Kind, span.Spans[0].Status, span.Spans[0].StartNanos, span.Spans[0].EndNanos));
        Assert.Equal("00000000000000ab", span.Spans[0].SpanId.ToString());
    }

    [Theory]
    [InlineData("""{"resourceSpans":[{},{"scopeSpans":[{"spans":[{"name":3}]}]}]}""", "resourceSpans[1].scopeSpans[0].spans[0].name", "a text is expected")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":-1}]}]}]}""", "spans[0].startTimeUnixNano", "not negative")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{"body":[]}]}]}]}""", "logRecords[1].body", "an object is expected")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":"LOUD"}]}]}]}""", "severityNumber", "SEVERITY_NUMBER_FATAL4")]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"eventName":"\ud800"}]}]}]}""", "eventName", "not valid Unicode")]
    [InlineData("""{"resourceSpans":[{"scope""", "resourceSpans", "not JSON")]
    [InlineData("""{} {}""", "", "not JSON")]
    [InlineData("""[]""", "", "an object is expected")]
    [InlineData("", "", "not JSON")]
    public void What_is_wrong_is_named_with_its_place(string body, string place, string what)
    {
        var error = Assert.Throws<OtlpFormatException>(() => Read(body));

        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_that_nobody_could_find_again_is_not_taken()
    {
        var decoding = new Decoding(OtlpLimits.None);

        var read = OtlpJson.Read("""
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"0000000000000001","traceId":"00000000000000000000000000000000"},
             {"spanId":"1","traceId":"000102030405060708090a0b0c0d0e0f"}]}]}]}
            """u8, decoding);

        Assert.Equal((0, 2), (read.Traces.Count, decoding.Invalid));
    }

    private static OtlpBundle Read(string body) => OtlpJson.Read(Encoding.UTF8.GetBytes(body), new Decoding(OtlpLimits.None));
}
