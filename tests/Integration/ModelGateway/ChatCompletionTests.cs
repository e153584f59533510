using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using OpenAI.Chat;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway;

public sealed class ChatCompletionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAIs_client_gets_the_configured_providers_answer()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            ("Models:Endpoint", upstream.Endpoint), ("Models:Model", "big"), ("Models:ApiKey", "secret"));

        ChatCompletion completion = await gateway.OpenAi().GetChatClient("default").CompleteChatAsync([new UserChatMessage("Hi.")], cancellationToken: Cancel);

        Assert.Equal("Hello.", completion.Content[0].Text);
        Assert.Equal(10, completion.Usage.TotalTokenCount);
        Assert.Equal("big", upstream.Requests.Single()["model"]!.GetValue<string>());
        Assert.Equal("Bearer secret", upstream.Keys.Single());
    }

    [Fact]
    public async Task A_stream_comes_piece_by_piece_while_the_provider_is_still_speaking()
    {
        await using var upstream = await Upstream.StartAsync();
        var firstSeen = new TaskCompletionSource();
        upstream.Chat = async (http, _) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(Upstream.Chunk("Hel"));
            await http.Response.Body.FlushAsync();
            await firstSeen.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await http.Response.WriteAsync(Upstream.Chunk("lo.") + "data: [DONE]\n\n");
        };
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        var text = new StringBuilder();
        await foreach (var update in gateway.OpenAi().GetChatClient("default").CompleteChatStreamingAsync([new UserChatMessage("Hi.")], cancellationToken: Cancel))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            firstSeen.TrySetResult();
        }

        Assert.Equal("Hello.", text.ToString());
    }

    [Fact]
    public async Task What_we_do_not_know_passes_through_to_the_provider()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        await gateway.Http.PostAsJsonAsync(
            "/v1/chat/completions",
            new { messages = new[] { new { role = "user", content = "Hi." } }, tools = new[] { new { type = "function" } }, brand_new = 1 },
            Cancel);

        var seen = upstream.Requests.Single();
        Assert.Equal(1, seen["brand_new"]!.GetValue<int>());
        Assert.Equal("function", seen["tools"]![0]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_provider_the_error_says_what_to_configure()
    {
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.ChatAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("provider-not-configured", await response.ErrorCodeAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"messages":["hi"]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"hi","content":"ho"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}],"stream":"yes"}""")]
    public async Task A_malformed_request_is_refused_in_OpenAIs_shape(string body)
    {
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.Http.PostAsync("/v1/chat/completions", new StringContent(body), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid-input", await response.ErrorCodeAsync());
    }

    [Fact]
    public async Task The_extractive_model_answers_with_sentences_of_the_input_and_says_that_it_does()
    {
        const string Text = "Cats sleep most of the day. A cat sleeps on the sofa. The stock market fell. Kittens nap often. It is Tuesday.";
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.ChatAsync("suite-extractive", Text);
        await response.Content.LoadIntoBufferAsync(Cancel);
        using var again = await gateway.ChatAsync("suite-extractive", Text);

        var answer = await response.TextAsync();
        Assert.Contains(answer!, Text, StringComparison.Ordinal);
        Assert.Equal(answer, await again.TextAsync());
        Assert.Contains("\"system_fingerprint\":\"suite-extractive", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("extractive", response.Headers.GetValues("x-suite-method").Single());
    }

    [Fact]
    public async Task OpenAIs_client_can_stream_the_extractive_model()
    {
        await using var gateway = await GatewayHost.StartAsync();

        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in gateway.OpenAi().GetChatClient("suite-extractive").CompleteChatStreamingAsync([new UserChatMessage("One sentence.")], cancellationToken: Cancel))
            updates.Add(update);

        Assert.Equal("One sentence.", string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)));
        Assert.Equal(ChatFinishReason.Stop, updates.Last(update => update.FinishReason is not null).FinishReason);
    }

    [Fact]
    public async Task A_recorded_answer_is_replayed_and_a_missing_one_names_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("suite-recorded-").FullName;
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "recorded", folder, "any", ("Kind", "recorded")));

        using var missing = await gateway.ChatAsync();
        var message = await missing.Content.ReadAsStringAsync(Cancel);
        var file = message[message.IndexOf(folder, StringComparison.Ordinal)..message.IndexOf(".json", StringComparison.Ordinal)] + ".json";
        await File.WriteAllTextAsync(file, """{"choices":[{"index":0,"message":{"role":"assistant","content":"Recorded."}}]}""", Cancel);
        using var replayed = await gateway.ChatAsync();

        Assert.Equal("Recorded.", await replayed.TextAsync());
        Assert.Equal("recorded", replayed.Headers.GetValues("x-suite-method").Single());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_model_that_can_be_asked_for_is_listed()
    {
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", "http://127.0.0.1:9/v1"));

        var models = await gateway.OpenAi().GetOpenAIModelClient().GetModelsAsync(Cancel);

        Assert.Equal(["big", "suite-extractive", "universal-sentence-encoder-lite"], models.Value.Select(model => model.Id));
    }
}
