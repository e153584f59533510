using System.Net;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Otlp;

public sealed class ConsumersTests
{
    [Fact]
    public async Task What_one_consumer_has_no_room_for_is_counted_and_the_others_have_it()
    {
        var full = new Recorder("full") { Refuses = items => items - 1 };
        var broken = new Recorder("broken") { Refuses = _ => throw new InvalidOperationException("no disk") };
        var well = new Recorder("well");
        await using var hub = await TestHub.StartAsync([full, broken, well]);

        var answer = await hub.PostAsync("/v1/traces", Requests.Traces(spans: 3));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, well.Spans.Count);
        Assert.Equal([2, 3, 0], new[] { "full", "broken", "well" }.Select(name => hub.Count($"suite.otlp.dropped traces {name}")));
    }

    [Fact]
    public async Task What_is_longer_than_allowed_is_cut_and_counted()
    {
        var recorder = new Recorder();
        await using var hub = await TestHub.StartAsync(recorder, ("Otlp:MaxTextBytes", "16"), ("Otlp:MaxAttributes", "1"));
        const string body = """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"a text of more than sixteen bytes"},
             "attributes":[{"key":"a","value":{"intValue":1}},{"key":"b","value":{"intValue":2}}]}]}]}]}
            """;

        await hub.PostAsync("/v1/logs", TestHub.Utf8(body), "application/json");

        var record = Assert.Single(recorder.Records).Record;
        Assert.Equal(("a text of more t", 1), (record.Body.Text, record.Attributes.Length));
        Assert.Equal((1, 1), (hub.Count("suite.otlp.trimmed logs text"), hub.Count("suite.otlp.trimmed logs attribute")));
    }
}
