using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suite.ModelGateway.Telemetry;
using Suite.Tests.Integration.Observing;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway;

public sealed class TelemetryTests
{
    private const string Capture = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_tells_who_answered_what_it_used_and_what_it_cost()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
        [
            .. GatewayHost.Provider(0, "first", upstream.Endpoint),
            ("Models:Prices:0:Model", "big"), ("Models:Prices:0:InputPerMillion", "100"), ("Models:Prices:0:OutputPerMillion", "1000"),
        ]);
        using var measurements = new Measurements(GenAiTelemetry.Name, gateway.Get<IMeterFactory>());

        var span = await ChatAsync(gateway);

        Assert.Equal("chat big", span.DisplayName);
        Assert.Equal(
            ("chat", "first", "big", "big"),
            (Tag(span, "operation.name"), Tag(span, "provider.name"), Tag(span, "request.model"), Tag(span, "response.model")));
        Assert.Equal((7L, 3L), (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal(["stop"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.Equal(0.0037, Assert.IsType<double>(span.GetTagItem("suite.gen_ai.cost")), 6);
        Assert.Equal(0.0037, measurements.Sum("suite.gen_ai.cost", ("gen_ai.request.model", "big")), 6);
        Assert.Equal(3, measurements.Sum("gen_ai.client.token.usage", ("gen_ai.token.type", "output")));
        Assert.Single(measurements.Of("gen_ai.client.operation.duration"));
    }

    [Fact]
    public async Task A_model_without_a_price_costs_nothing_that_is_known()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));
        using var measurements = new Measurements(GenAiTelemetry.Name, gateway.Get<IMeterFactory>());

        var span = await ChatAsync(gateway);

        Assert.Null(span.GetTagItem("suite.gen_ai.cost"));
        Assert.Empty(measurements.Of("suite.gen_ai.cost"));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("true", null, true)]
    [InlineData("true", "false", false)]
    [InlineData(null, "true", true)]
    public async Task Texts_are_in_traces_only_when_that_is_allowed(string? variable, string? setting, bool told)
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            [.. GatewayHost.Provider(0, "first", upstream.Endpoint), (Capture, variable), ("Models:CaptureMessages", setting), ("Models:CapturedLength", "11")]);

        var span = await ChatAsync(gateway, text: "A question of some length.");

        Assert.Equal(told, span.TagObjects.Any(tag => tag.Value?.ToString()?.Contains("question", StringComparison.Ordinal) == true));
        Assert.Equal(told, span.GetTagItem("gen_ai.output.messages") is string answer && answer.Contains("Hello.", StringComparison.Ordinal));
        if (told)
            Assert.Equal("A question … (26 characters)", TextOf(span, "gen_ai.input.messages"));
    }

    [Fact]
    public async Task A_failed_call_tells_the_code_of_its_failure()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = Upstream.Fails(500);
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        var span = await ChatAsync(gateway);

        Assert.Equal((ActivityStatusCode.Error, "provider-failed"), (span.Status, span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_stream_is_one_call_until_its_end_and_tells_what_its_last_event_says()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = async (http, _) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(Upstream.Chunk("Hel") + Upstream.Chunk("lo."));
            await http.Response.WriteAsync("""data: {"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}""" + "\n\ndata: [DONE]\n\n");
        };
        await using var gateway = await GatewayHost.StartAsync([.. GatewayHost.Provider(0, "first", upstream.Endpoint), ("Models:CaptureMessages", "true")]);

        var span = await ChatAsync(gateway, stream: true);

        Assert.Equal((4L, 2L), (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal("Hello.", TextOf(span, "gen_ai.output.messages"));
    }

    [Fact]
    public async Task Embeddings_that_are_known_are_not_asked_for_again()
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var spans = new Spans(GenAiTelemetry.Name, "Microsoft.AspNetCore");
        using var request = Spans.Begin();
        var text = $"A text that nobody embedded before {Guid.NewGuid()}.";

        for (var i = 0; i < 2; i++)
            await gateway.Http.PostAsJsonAsync("/api/embed", new { texts = new[] { text } }, Cancel);

        var call = Assert.Single(spans.Of(request), span => span.Source.Name == GenAiTelemetry.Name);
        Assert.Equal("embeddings universal-sentence-encoder-lite", call.DisplayName);
        Assert.True(call.GetTagItem("gen_ai.usage.input_tokens") is > 5L);
    }

    private static async Task<Activity> ChatAsync(GatewayHost gateway, string text = "Hi.", bool stream = false)
    {
        using var spans = new Spans(GenAiTelemetry.Name, "Microsoft.AspNetCore");
        using var request = Spans.Begin();
        using var response = await gateway.ChatAsync(text: text, stream: stream);
        await response.Content.ReadAsByteArrayAsync(Cancel);
        return await spans.OneAsync(span => span.TraceId == request.TraceId && span.Source.Name == GenAiTelemetry.Name);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem($"gen_ai.{name}") as string;

    private static string? TextOf(Activity span, string tag) =>
        JsonElement.Parse((string)span.GetTagItem(tag)!)[0].GetProperty("parts")[0].GetProperty("content").GetString();
}
