using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.ServiceDefaults;

/// <summary>On the routes of the published systems a failure is told as their clients read it, whatever it comes from.</summary>
public sealed class SeedErrorTests : IAsyncLifetime
{
    private TestService _service = null!;

    public sealed record Request(string Name);

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(
        builder => builder.Services.AddSeedErrors("/published", "/other").AddSeedErrors("/again"),
        app =>
        {
            foreach (var place in new[] { "/published", "/again", "/ours" })
            {
                app.MapPost($"{place}/things", (Request request) => request);
                app.MapGet($"{place}/invalid", () => TypedResults.ValidationProblem(
                    new Dictionary<string, string[]> { ["Name"] = ["A name is needed."], ["Age"] = ["Nobody is that old."] }));
                app.MapGet($"{place}/bug", string () => throw new InvalidOperationException("the secret inside"));
                app.MapGet($"{place}/expected", string () => throw new ProblemKind("thing-taken", 409).ToException("Another has it."));
            }
        });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("GET", "/published/nowhere", null, 404, "There is nothing at this address.")]
    [InlineData("DELETE", "/published/things", null, 405, "This address does not take that method.")]
    [InlineData("POST", "/published/things", "{", 400, "The body is not the JSON that was expected, at $ (line 1, byte 2).")]
    [InlineData("GET", "/published/invalid", null, 400, "A name is needed. Nobody is that old.")]
    [InlineData("GET", "/published/expected", null, 409, "Another has it.")]
    [InlineData("GET", "/again/expected", null, 409, "Another has it.")]
    [InlineData("GET", "/published/bug", null, 500, "Something went wrong on our side; the trace id finds it in the logs.")]
    public async Task Every_failure_there_has_an_error(string method, string path, string? body, int status, string error)
    {
        var (answered, problem) = await SendAsync(method, path, body);

        Assert.Equal(status, answered);
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
        Assert.Equal(error, problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Elsewhere_a_failure_is_a_problem_and_nothing_else() =>
        Assert.False((await SendAsync("GET", "/ours/expected", null)).Problem.TryGetProperty("error", out _));

    private async Task<(int Status, JsonElement Problem)> SendAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}
