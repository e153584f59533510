using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.ServiceDefaults;

public sealed class ProblemTests : IAsyncLifetime
{
    private TestService _service = null!;

    public sealed record Request([Required, StringLength(5)] string Name, Colour Colour);

    public enum Colour
    {
        DeepRed,
    }

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(
        builder => builder.Services.AddValidation(),
        app =>
        {
            app.MapPost("/things", (Request request) => request);
            app.MapGet("/typed/{id:int}", (int id) => id);
            app.MapGet("/asked", (string q, int? limit, Guid? id, DateTimeOffset? from, Colour? colour, bool? all) => q);
            app.MapGet("/bug", string () => throw new InvalidOperationException("the secret inside"));
            app.MapGet("/expected", string () => throw new ProblemKind("thing-taken", 409).ToException("Another has it."));
            app.MapGet("/text", string () => throw new PostgresException("invalid byte sequence", "ERROR", "ERROR", "22021"));
            app.MapGet("/json", string () => throw new PostgresException("invalid input syntax for type json", "ERROR", "ERROR", "22P02"));
            app.MapGet("/database", string () => throw new NpgsqlException("away", new IOException("reset")));
        });

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("GET", "/nowhere", null, 404, "not-found")]
    [InlineData("DELETE", "/things", null, 405, "method-not-allowed")]
    [InlineData("POST", "/things", "{\"name\":", 400, "malformed-json")]
    [InlineData("POST", "/things", "{\"name\":\"a\",\"colour\":\"blue\"}", 400, "malformed-json")]
    [InlineData("POST", "/things", "{\"name\":\"much too long\"}", 400, "invalid-request")]
    [InlineData("POST", "/things", "", 400, "bad-request")]
    [InlineData("GET", "/expected", null, 409, "thing-taken")]
    [InlineData("GET", "/text", null, 400, "invalid-request")]
    [InlineData("GET", "/json", null, 400, "invalid-request")]
    [InlineData("GET", "/database", null, 503, "database-unavailable")]
    [InlineData("GET", "/bug", null, 500, "internal-error")]
    public async Task Every_failure_is_a_problem_with_a_stable_code(string method, string path, string? body, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await _service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = await ReadAsync(response);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:suite:problem:{code}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task A_bug_does_not_show_its_inside()
    {
        var body = await (await _service.Client.GetAsync("/bug")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_says_when_to_come_back()
    {
        using var response = await _service.Client.GetAsync("/database");

        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Malformed_json_is_located_without_naming_our_types()
    {
        using var content = new StringContent("""{"name":"a","colour":7}""", Encoding.UTF8, "application/json");
        using var response = await _service.Client.PostAsync("/things", content);
        var detail = (await ReadAsync(response)).GetProperty("detail").GetString()!;

        Assert.Contains("$.colour", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Suite.", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/asked", "q is needed.")]
    [InlineData("/asked?q=a&limit=many", "limit must be a whole number within range, not \"many\".")]
    [InlineData("/asked?q=a&limit=99999999999", "limit must be a whole number within range, not \"99999999999\".")]
    [InlineData("/asked?q=a&id=7", "id must be a UUID, not \"7\".")]
    [InlineData("/asked?q=a&from=soon", "from must be a time such as 2026-01-31T12:00:00Z, not \"soon\".")]
    [InlineData("/asked?q=a&all=some", "all must be true or false, not \"some\".")]
    [InlineData("/asked?q=a&colour=a%22b", "colour must be one of its values, not \"a\"b\".")]
    public async Task A_question_that_cannot_be_read_is_told_what_was_expected(string question, string sentence)
    {
        using var response = await _service.Client.GetAsync(question);
        var problem = await ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(("bad-request", sentence), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("", "application/json", 400, "bad-request", "The request needs a body.")]
    [InlineData("name=a", null, 415, "unsupported-media-type", "The body must be JSON, and the header Content-Type application/json.")]
    [InlineData("name=a", "text/plain", 415, "unsupported-media-type", "This address does not take that content type.")]
    public async Task A_body_that_is_none_is_told_of_without_naming_our_types(string body, string? type, int status, string code, string sentence)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _service.Client.PostAsync("/things", content);
        var problem = await ReadAsync(response);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((code, sentence), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_client_that_asks_for_an_image_gets_the_problem_all_the_same()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bug");
        request.Headers.Accept.ParseAdd("image/*");

        using var response = await _service.Client.SendAsync(request);

        Assert.Equal("internal-error", (await ReadAsync(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Enums_travel_as_camel_case_words()
    {
        using var content = new StringContent("""{"name":"a","colour":"deepRed"}""", Encoding.UTF8, "application/json");
        using var response = await _service.Client.PostAsync("/things", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"name":"a","colour":"deepRed"}""", await response.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
}
