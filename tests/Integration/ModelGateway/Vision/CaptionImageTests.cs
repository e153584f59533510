using System.Text.Json.Nodes;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

public sealed class CaptionImageTests(VisionGateway gateway) : IClassFixture<VisionGateway>
{
    [Fact]
    public async Task Without_a_language_model_the_answer_is_labelled_as_put_together()
    {
        var answer = await CaptionAsync("astronaut.png", "{}");

        Assert.StartsWith("Shows a person.", answer["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            ("local", "suite-template-1", "template"),
            (answer["provider"]!.GetValue<string>(), answer["model"]!.GetValue<string>(), answer["method"]!.GetValue<string>()));
        Assert.Null(answer["result"]);
    }

    [Fact]
    public async Task Text_in_the_image_is_quoted()
    {
        var answer = await CaptionAsync("page.png", "{}");

        Assert.Contains("Visible text: “Region-based segmentation", answer["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_knows_already_is_taken_as_it_is()
    {
        var answer = await CaptionAsync("coffee.png", """
            {"detections":[{"label":"teddy bear","confidence":0.99,"box":{"x":0,"y":0,"width":1,"height":1}}],"text":"Latte"}
            """);

        Assert.StartsWith("Shows a teddy bear. Visible text: “Latte”.", answer["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_of_a_perspective_are_filled_as_far_as_can_be_said_honestly()
    {
        var answer = await CaptionAsync("astronaut.png", """
            {"perspective":{"name":"graph_caption","version":"1","prompt":"…","schemaFields":[
              {"name":"tags_list","type":"str","is_list":true},{"name":"short_caption","type":"str"},{"name":"verification","type":"str"}]}}
            """);

        var result = answer["result"]!;
        Assert.Contains("person", result["tags_list"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.InRange(result["short_caption"]!.GetValue<string>().Length, 5, 100);
        Assert.Null(result["verification"]);
        Assert.NotNull(result["_unfilled"]!["verification"]);
    }

    [Theory]
    [InlineData("""{"temperature":-0.1}""", "invalid-request")]
    [InlineData("""{"topP":1.1}""", "invalid-request")]
    [InlineData("""{"maxTokens":"many"}""", "malformed-json")]
    [InlineData("""{""", "malformed-json")]
    public async Task A_request_part_that_is_wrong_is_refused(string request, string code)
    {
        using var response = await PostAsync("coffee.png", request);

        Assert.Equal((400, code), ((int)response.StatusCode, (await VisionGateway.JsonAsync(response))["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_request_without_an_image_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("{}"), "request" } };

        using var response = await gateway.Client.PostAsync(new Uri("/api/caption", UriKind.Relative), form);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_provider_that_is_not_configured_is_not_replaced_by_another()
    {
        using var response = await PostAsync("coffee.png", """{"provider":"openai"}""");

        Assert.Equal((503, "provider-not-configured"), ((int)response.StatusCode, (await VisionGateway.JsonAsync(response))["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_configured_language_model_sees_the_image_and_answers_under_its_own_name()
    {
        await using var provider = await FakeProvider.StartAsync("""{"caption":"An astronaut smiles."}""");
        await using var configured = await ModelGatewayHost.StartAsync(provider.Settings);

        using var response = await PostAsync("astronaut.png", WithOneField, configured.Client);

        var answer = await VisionGateway.JsonAsync(response.EnsureSuccessStatusCode());
        Assert.Equal(("An astronaut smiles.", "openai", "model"), (Text(answer, "text"), Text(answer, "provider"), Text(answer, "method")));
        Assert.Equal("An astronaut smiles.", Text(answer["result"]!, "caption"));
        Assert.Contains("data:image/", provider.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_model_that_fails_is_replaced_and_the_answer_says_so()
    {
        await using var provider = await FakeProvider.StartAsync(answer: null);
        await using var configured = await ModelGatewayHost.StartAsync(provider.Settings);

        using var response = await PostAsync("astronaut.png", "{}", configured.Client);

        var answer = await VisionGateway.JsonAsync(response.EnsureSuccessStatusCode());
        Assert.Equal(("local", "template"), (Text(answer, "provider"), Text(answer, "method")));
        Assert.NotEqual("", Text(answer, "fallbackReason"));
    }

    [Fact]
    public async Task A_language_model_that_was_named_and_fails_is_not_replaced()
    {
        await using var provider = await FakeProvider.StartAsync(answer: null);
        await using var configured = await ModelGatewayHost.StartAsync(provider.Settings);

        using var response = await PostAsync("astronaut.png", """{"provider":"openai"}""", configured.Client);

        Assert.InRange((int)response.StatusCode, 502, 504);
    }

    [Fact]
    public async Task The_template_can_be_named_although_a_language_model_is_there()
    {
        await using var provider = await FakeProvider.StartAsync("An astronaut smiles.");
        await using var configured = await ModelGatewayHost.StartAsync(provider.Settings);

        using var response = await PostAsync("astronaut.png", """{"provider":"local"}""", configured.Client);

        var answer = await VisionGateway.JsonAsync(response.EnsureSuccessStatusCode());
        Assert.Equal("template", Text(answer, "method"));
        Assert.Null(provider.LastBody);
    }

    private const string WithOneField = """{"perspective":{"name":"p","prompt":"Look.","schemaFields":[{"name":"caption","type":"str"}]}}""";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private async Task<JsonNode> CaptionAsync(string photograph, string request)
    {
        using var response = await PostAsync(photograph, request);
        return await VisionGateway.JsonAsync(response.EnsureSuccessStatusCode());
    }

    private async Task<HttpResponseMessage> PostAsync(string photograph, string request, HttpClient? client = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(gateway.PathOf(photograph))), "image", photograph },
            { new StringContent(request), "request" },
        };
        return await (client ?? gateway.Client).PostAsync(new Uri("/api/caption", UriKind.Relative), form);
    }
}
