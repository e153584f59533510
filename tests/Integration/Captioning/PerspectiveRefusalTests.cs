using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

public class PerspectiveRefusalTests(SharedCaptioning shared) : IClassFixture<SharedCaptioning>
{
    private const string Valid = """
        {
          "name": "valid", "display_name": "Valid", "version": "1", "prompt": "Look.", "context_template": "{a}", "table_columns": [],
          "schema_fields": [{ "name": "a", "type": "str", "description": "" }]
        }
        """;

    [Theory]
    [InlineData("prompt", "\"\"")]
    [InlineData("prompt", "7")]
    [InlineData("prompt", "null")]
    [InlineData("type", "\"essay\"")]
    [InlineData("type", "1")]
    [InlineData("schema_fields", "[]")]
    [InlineData("schema_fields", """[{"name":"a","type":"uuid","description":""}]""")]
    [InlineData("schema_fields", """[{"name":"a","type":"object","description":"","is_complex":true,"fields":[{"name":"B","type":"str","description":""}]}]""")]
    [InlineData("context_template", "\"{elsewhere}\"")]
    [InlineData("prerequisites", """["unheard_of"]""")]
    [InlineData("prerequisites", "[null]")]
    [InlineData("table_columns", "[null]")]
    [InlineData("tags", "[null]")]
    [InlineData("schema_fields", "[null]")]
    [InlineData("surprise", "1")]
    public Task A_perspective_that_cannot_work_is_refused_with_the_reason(string property, string value)
    {
        var body = JsonNode.Parse(Valid)!;
        body[property] = JsonNode.Parse(value);
        return RefusedAsync(body.ToJsonString(), "invalid-perspective");
    }

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("[]")]
    [InlineData("7")]
    public Task What_is_no_perspective_at_all_too(string body) => RefusedAsync(body, "invalid-perspective");

    [Theory]
    [InlineData("", "bad-request")]
    [InlineData("{", "malformed-json")]
    public Task And_what_is_no_json(string body, string code) => RefusedAsync(body, code);

    private async Task RefusedAsync(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shared.App.Backend.Client.PostAsync("/api/perspectives", content);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((400, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEqual("", problem.GetProperty("error").GetString());
    }
}
