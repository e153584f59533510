using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Tests.Integration.Assets;
using Suite.Tests.Integration.ModelGateway.Text;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway;

public sealed class EmbeddingsTests
{
    private const string Local = "universal-sentence-encoder-lite";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAIs_client_gets_the_local_models_vectors()
    {
        await using var gateway = await GatewayHost.StartAsync();
        var references = ReferenceVector.All.Take(5).ToList();

        var made = await gateway.OpenAi().GetEmbeddingClient(Local).GenerateEmbeddingsAsync(references.Select(reference => reference.Text), cancellationToken: Cancel);

        Assert.All(references.Zip(made.Value), pair => Assert.True(
            pair.First.Numbers.Zip(pair.Second.ToFloats().ToArray()).All(numbers => Math.Abs(numbers.First - numbers.Second) <= 1e-5)));
        Assert.Equal(references.Sum(reference => reference.Tokens.Length), made.Value.Usage.InputTokenCount);
    }

    [Fact]
    public async Task Numbers_and_base64_are_the_same_vector()
    {
        await using var gateway = await GatewayHost.StartAsync();

        var numbers = await EmbedAsync(gateway, new { model = Local, input = "A cat." });
        var base64 = await EmbedAsync(gateway, new { model = Local, input = new[] { "A cat." }, encoding_format = "base64" });

        var bytes = base64.GetProperty("embedding").GetBytesFromBase64();
        var decoded = Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i));
        Assert.Equal(numbers.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle()), decoded);
    }

    [Fact]
    public async Task A_providers_embedding_model_is_asked_by_name_and_once_for_a_text()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            ("Models:Endpoint", upstream.Endpoint), ("Models:EmbeddingModel", "lengths"));

        var client = gateway.OpenAi().GetEmbeddingClient("lengths");
        await client.GenerateEmbeddingsAsync(["a", "bbb", "a"], cancellationToken: Cancel);
        var second = await client.GenerateEmbeddingsAsync(["bbb", "cc"], cancellationToken: Cancel);

        Assert.Equal([3f, 2f], second.Value.Select(embedding => embedding.ToFloats().Span[0]));
        Assert.Equal(
            [["a", "bbb"], ["cc"]],
            upstream.Requests.Select(request => request["input"]!.AsArray().Select(text => text!.GetValue<string>())));
    }

    [Theory]
    [InlineData("""{"input":"a","model":"unheard-of"}""", "model-not-found", HttpStatusCode.NotFound)]
    [InlineData("""{"input":[],"model":"default"}""", "invalid-input", HttpStatusCode.BadRequest)]
    [InlineData("""{"input":[1,2],"model":"default"}""", "invalid-input", HttpStatusCode.BadRequest)]
    [InlineData("""{"model":"default"}""", "invalid-input", HttpStatusCode.BadRequest)]
    [InlineData("""{"input":"a","encoding_format":"hex"}""", "invalid-input", HttpStatusCode.BadRequest)]
    [InlineData("""{"input":"a","dimensions":64}""", "invalid-input", HttpStatusCode.BadRequest)]
    [InlineData("""{"input":"\ud800"}""", "invalid-input", HttpStatusCode.BadRequest)]
    public async Task A_request_that_cannot_be_met_is_refused_in_OpenAIs_shape(string body, string code, HttpStatusCode status)
    {
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.Http.PostAsync("/v1/embeddings", new StringContent(body), Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await response.ErrorCodeAsync());
    }

    [Theory]
    [InlineData("", "The body is not the JSON that was expected, at $.")]
    [InlineData("""{"input":"a","model":7}""", "The body is not the JSON that was expected, at $.model.")]
    [InlineData("""{"input":"\ud800"}""", "The body holds a value of another kind than was expected, or a text that is none.")]
    public async Task A_body_that_cannot_be_read_is_told_of_without_naming_our_types(string body, string message)
    {
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.Http.PostAsync("/v1/embeddings", new StringContent(body), Cancel);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("error");

        Assert.Equal(("invalid-input", message), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task The_task_says_who_made_the_vectors_and_how()
    {
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.Http.PostAsJsonAsync("/api/embed", new { texts = new[] { "a", "" } }, Cancel);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal(2, answer.GetProperty("vectors").GetArrayLength());
        Assert.Equal(512, answer.GetProperty("dimensions").GetInt32());
        Assert.Equal(("local", Local, "model"), (answer.Text("provider"), answer.Text("model"), answer.Text("method")));
    }

    [Fact]
    public async Task Too_many_texts_are_refused()
    {
        await using var gateway = await GatewayHost.StartAsync(("Models:MaxTexts", "2"));

        using var response = await gateway.Http.PostAsJsonAsync("/api/embed", new { texts = new[] { "a", "b", "c" } }, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid-input", await response.CodeAsync());
    }

    [Fact]
    public async Task Without_weights_the_gateway_runs_and_says_how_to_get_them()
    {
        await using var gateway = await GatewayHost.StartAsync(("Models:WeightsPath", "/nowhere"));

        using var response = await gateway.Http.PostAsJsonAsync("/api/embed", new { texts = new[] { "a" } }, Cancel);
        using var health = await gateway.Http.GetAsync("/health", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("model-unavailable", await response.CodeAsync());
        Assert.Contains("npm ci", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("cpu", (await health.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("device"));
    }

    private static async Task<JsonElement> EmbedAsync(GatewayHost gateway, object request)
    {
        using var response = await gateway.Http.PostAsJsonAsync("/v1/embeddings", request);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data")[0];
    }
}
