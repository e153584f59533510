using System.Text.Json.Nodes;
using Suite.Dashboard.Resources;
using Xunit;

namespace Suite.Tests.Unit.Dashboard;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("ConnectionStrings__suitedb")]
    [InlineData("Access__AdminApiKey")]
    [InlineData("SUITEDB_URI")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("DATABASE_URL")]
    public void A_name_that_speaks_of_a_secret_is_believed(string name)
    {
        var masked = Secrets.Mask(Resource(name, "value", secret: false));

        Assert.Null(masked["environment"]![0]!["value"]);
        Assert.True(masked["environment"]![0]!["secret"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("services__backend__http__0")]
    public void What_helps_to_understand_and_opens_nothing_is_shown(string name) =>
        Assert.Equal("value", Secrets.Mask(Resource(name, "value", secret: false))["environment"]![0]!["value"]!.GetValue<string>());

    [Fact]
    public void The_original_is_not_touched()
    {
        var resource = Resource("ANY", "value", secret: true);

        Secrets.Mask(resource);

        Assert.Equal("value", Secrets.ValueOf(resource, "ANY"));
    }

    private static JsonObject Resource(string name, string value, bool secret) => new()
    {
        ["name"] = "backend",
        ["environment"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value, ["secret"] = secret }),
    };
}
