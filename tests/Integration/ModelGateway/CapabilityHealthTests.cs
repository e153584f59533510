using System.Net;
using System.Text.Json.Nodes;
using Suite.Tests.Integration.ModelGateway.Vision;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway;

public sealed class CapabilityHealthTests
{
    [Fact]
    public async Task It_is_unhealthy_until_every_model_is_warm_and_then_names_them_all()
    {
        await using var gateway = await ModelGatewayHost.StartAsync();

        var health = await UntilLoadedAsync(gateway);

        Assert.Equal("healthy", health["status"]!.GetValue<string>());
        Assert.Equal("cpu", health["device"]!.GetValue<string>());
        var capabilities = health["capabilities"]!.AsArray();
        Assert.Superset(
            new HashSet<string> { "detect", "embed", "extract", "moderate" },
            capabilities.Select(capability => capability!["name"]!.GetValue<string>()).ToHashSet());
        Assert.All(capabilities, capability => Assert.Equal("ready", capability!["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Without_weights_it_is_degraded_and_says_how_to_get_them()
    {
        await using var gateway = await ModelGatewayHost.StartAsync(("Models:WeightsPath", Path.GetTempPath()));

        var health = await UntilLoadedAsync(gateway);

        Assert.Equal("degraded", health["status"]!.GetValue<string>());
        Assert.All(health["capabilities"]!.AsArray().Where(capability => capability!["name"]!.GetValue<string>() != "caption"), capability =>
        {
            Assert.Equal("weightsMissing", capability!["state"]!.GetValue<string>());
            Assert.Contains("npm ci", capability["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }

    // Loading happens in the background, and /health is the only signal that there is.
    private static async Task<JsonNode> UntilLoadedAsync(ModelGatewayHost gateway)
    {
        JsonNode health = new JsonObject();
        await Eventually.TrueAsync(async () =>
        {
            using var response = await gateway.Client.GetAsync(new Uri("/health", UriKind.Relative));
            health = await VisionGateway.JsonAsync(response);
            return response.StatusCode == HttpStatusCode.OK;
        }, withinSeconds: 60);
        return health;
    }
}
