using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>Who reads what of a service's health, as the AppHost sets it up.</summary>
public sealed class HealthTests(SuiteApp suite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("backend")]
    [InlineData("model-gateway")]
    public async Task A_program_that_shows_the_health_key_reads_what_a_service_depends_on(string service)
    {
        var stranger = await HealthAsync(service, key: "a guess");
        var program = await HealthAsync(service, suite.HealthKey);

        Assert.False(stranger.TryGetProperty("dependencies", out _));
        Assert.True(program.TryGetProperty("dependencies", out _));
    }

    private async Task<JsonElement> HealthAsync(string service, string key)
    {
        using var client = suite.App.CreateHttpClient(service);
        // From elsewhere: whoever asks directly on the same machine needs no key.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Suite-Health-Key", key);
        return await client.GetFromJsonAsync<JsonElement>("/health", Cancel);
    }
}
