using Suite.Hosting.Health;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class HealthReasonsTests
{
    [Fact]
    public void What_a_service_misses_is_told_in_its_own_words()
    {
        const string body = """
            {"status":"unhealthy","service":"backend","dependencies":[
              {"name":"suitedb","status":"unhealthy","ms":3.1,"reason":"Failed to connect."},
              {"name":"redis","status":"healthy","ms":0.4,"reason":null}]}
            """;

        Assert.Equal("suitedb: Failed to connect.", HealthReasons.In(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("well")]
    [InlineData("[]")]
    [InlineData("""{"dependencies":"none"}""")]
    [InlineData("""{"dependencies":[1,{"reason":7}]}""")]
    [InlineData("""{"status":"unhealthy","service":"backend"}""")]
    public void Any_other_body_tells_nothing(string body) => Assert.Null(HealthReasons.In(body));
}
