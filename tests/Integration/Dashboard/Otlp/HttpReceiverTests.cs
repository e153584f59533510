using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp.Protobuf;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;
using static Suite.Tests.Integration.Dashboard.Otlp.TestHub;

namespace Suite.Tests.Integration.Dashboard.Otlp;

public sealed class HttpReceiverTests
{
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Every_signal_is_taken_in_protobuf_and_json_plain_and_gzipped()
    {
        await using var hub = await StartAsync(_recorder);

        var answers = new[]
        {
            await hub.PostAsync("/v1/traces", Requests.Traces()),
            await hub.PostAsync("/v1/traces", Gzip(Utf8(Requests.JsonTraces)), "application/json; charset=utf-8", "gzip"),
            await hub.PostAsync("/v1/metrics", Gzip(Requests.Metrics()), encoding: "GZIP"),
            await hub.PostAsync("/v1/logs", Utf8(Requests.JsonLogs), "application/json"),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(["application/x-protobuf", "application/json", "application/x-protobuf", "application/json"],
            answers.Select(answer => answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("{}", await answers[1].Content.ReadAsStringAsync());
        Assert.Equal(["span 1", "by hand"], _recorder.Spans.Select(item => item.Span.Name));
        Assert.Equal("shop", _recorder.Spans[1].Source.Service);
        Assert.Equal("hello", Assert.Single(_recorder.Records).Record.Body.Text);
        Assert.Single(_recorder.Metrics);
        Assert.Equal(2, hub.Count("suite.otlp.received traces http"));
        Assert.Equal(0, hub.Get<InFlight>().Bytes);
    }

    [Fact]
    public async Task Half_of_a_gzipped_request_is_400()
    {
        await using var hub = await StartAsync(_recorder);
        var whole = Gzip(Requests.Traces(spans: 50));

        var answer = await hub.PostAsync("/v1/traces", whole[..(whole.Length / 2)], encoding: "gzip");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_recorder.Spans);
    }

    [Fact]
    public async Task An_empty_request_is_a_success()
    {
        await using var hub = await StartAsync(_recorder);

        Assert.Equal(HttpStatusCode.OK, (await hub.PostAsync("/v1/traces", [])).StatusCode);
        Assert.Equal("{}", await (await hub.PostAsync("/v1/traces", Utf8("{}"), "application/json")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("application/json", null, """{"resourceSpans":[{"scopeSpans":3}]}""", "resourceSpans[0].scopeSpans")]
    [InlineData("application/json", null, "<xml/>", "not JSON")]
    [InlineData("application/x-protobuf", null, "not protobuf", "At byte ")]
    [InlineData("application/x-protobuf", "gzip", "not gzip", "not gzip")]
    [InlineData("application/json", "gzip", "", "not JSON")]
    public async Task What_cannot_be_read_is_answered_400_with_its_place_in_the_senders_own_format(string type, string? encoding, string body, string what)
    {
        await using var hub = await StartAsync(_recorder);

        var answer = await hub.PostAsync("/v1/traces", Utf8(body), type, encoding);

        var (code, message) = await StatusOf(answer);
        Assert.Equal((HttpStatusCode.BadRequest, type, 3), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, code));
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Equal(1, hub.Count("suite.otlp.refused traces format"));
        Assert.Empty(_recorder.Spans);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/grpc", null)]
    [InlineData("", null)]
    [InlineData("application/json", "br")]
    public async Task A_content_type_or_encoding_that_is_not_spoken_is_415(string type, string? encoding)
    {
        await using var hub = await StartAsync(_recorder);

        var answer = await hub.PostAsync("/v1/logs", Utf8("{}"), type, encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("is to be", (await StatusOf(answer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_paths_and_methods_are_not_served()
    {
        await using var hub = await StartAsync(_recorder);
        using var client = new HttpClient { BaseAddress = hub.Http };

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.GetAsync("/v1/traces")).StatusCode);
    }

    [Fact]
    public async Task Only_who_shows_the_key_may_send()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:ApiKey", "s3cret"));

        var without = await hub.PostAsync("/v1/traces", Requests.Traces());
        var wrong = await hub.PostAsync("/v1/traces", Requests.Traces(), headers: ("x-otlp-api-key", "s3cre"));
        var right = await hub.PostAsync("/v1/traces", Requests.Traces(), headers: ("x-otlp-api-key", "s3cret"));
        var bearer = await hub.PostAsync("/v1/traces", Requests.Traces(), headers: ("Authorization", "Bearer s3cret"));

        Assert.Equal([401, 401, 200, 200], new[] { without, wrong, right, bearer }.Select(answer => (int)answer.StatusCode));
        Assert.Equal(16, (await StatusOf(wrong)).Code);
        Assert.Equal(2, _recorder.Spans.Count);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413_before_it_is_read()
    {
        await using var hub = await StartAsync(_recorder);

        var answer = await hub.PostAsync("/v1/traces", new byte[(64 << 20) + 1]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("67108864 bytes at most", (await StatusOf(answer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_body_that_unfolds_beyond_the_limit_is_413_and_leaves_nothing_behind()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:MaxBodyBytes", "1000000"));
        var bomb = Gzip(new byte[50_000_000]);

        var answer = await hub.PostAsync("/v1/traces", bomb, encoding: "gzip");

        Assert.True(bomb.Length < 1_000_000);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, hub.Get<InFlight>().Bytes);
    }

    [Fact]
    public async Task When_the_hub_has_its_hands_full_senders_are_asked_to_come_back()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:MaxInFlightBytes", "2000"));

        var answer = await hub.PostAsync("/v1/traces", new byte[5_000]);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        Assert.Equal(HttpStatusCode.OK, (await hub.PostAsync("/v1/traces", Requests.Traces())).StatusCode);
        Assert.Equal(1, hub.Count("suite.otlp.refused traces memory"));
    }

    [Fact]
    public async Task A_request_of_empty_items_that_unfolds_beyond_the_limit_is_413()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:MaxDecodedBytes", "20000000"));
        var body = Utf8($$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{string.Join(',', Enumerable.Repeat("{}", 200_000))}}]}]}]}""");

        var answer = await hub.PostAsync("/v1/logs", body, "application/json");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("20000000 bytes of memory", (await StatusOf(answer)).Message, StringComparison.Ordinal);
        Assert.Equal(0, hub.Get<InFlight>().Bytes);
    }

    [Fact]
    public async Task A_sender_that_goes_away_in_the_middle_leaves_nothing_behind()
    {
        await using var hub = await StartAsync(_recorder);
        using (var sender = new TcpClient(hub.Http.Host, hub.Http.Port))
        {
            await sender.GetStream().WriteAsync(Utf8(
                "POST /v1/traces HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{\"resourceSpans\":["));
            await Eventually.TrueAsync(async () => await Task.FromResult(hub.Get<InFlight>().Bytes > 0));
        }

        await Eventually.TrueAsync(async () => await Task.FromResult(
            hub.Count("suite.otlp.requests traces http format") + hub.Count("suite.otlp.requests traces http aborted") == 1));
        Assert.Equal(0, hub.Get<InFlight>().Bytes);
    }

    [Theory]
    [InlineData("application/x-protobuf")]
    [InlineData("application/json")]
    public async Task Spans_that_nobody_could_find_are_told_as_partial_success(string type)
    {
        await using var hub = await StartAsync(_recorder);
        var body = type == "application/json"
            ? Utf8(Requests.JsonTraces.Replace("0001020304050607\"", "\"", StringComparison.Ordinal))
            : Requests.Traces(spans: 2, withoutId: 1);

        var answer = await hub.PostAsync("/v1/traces", body, type);

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (type == "application/json")
            Assert.Equal("1", JsonNode.Parse(bytes)!["partialSuccess"]!["rejectedSpans"]!.GetValue<string>());
        else
            Assert.Equal(1, RejectedIn(bytes));
        Assert.Equal(1, hub.Count("suite.otlp.invalid traces"));
    }

    private static long RejectedIn(byte[] answer)
    {
        var response = new ProtoReader(answer, "response");
        Assert.True(response.Next());
        var partial = response.Message("partial");
        Assert.True(partial.Next());
        return partial.Int64();
    }

    private static async Task<(int Code, string Message)> StatusOf(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (answer.Content.Headers.ContentType!.MediaType == "application/json")
        {
            var json = JsonNode.Parse(bytes)!;
            return (json["code"]!.GetValue<int>(), json["message"]!.GetValue<string>());
        }
        var status = new ProtoReader(bytes, "status");
        Assert.True(status.Next());
        var code = status.Int32();
        Assert.True(status.Next());
        return (code, System.Text.Encoding.UTF8.GetString(status.Bytes()));
    }
}
