using Microsoft.Extensions.Configuration;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public class TraceSamplingTests
{
    [Theory]
    [InlineData(null, null, null, 0)]
    [InlineData("http://hub", null, null, 1)]
    [InlineData("http://hub", "always_on", null, 1)]
    [InlineData("http://hub", "parentbased_always_off", null, 0)]
    [InlineData("http://hub", "parentbased_traceidratio", "0.1", 0.1)]
    [InlineData("http://hub", "traceidratio", "7", 1)]
    [InlineData("http://hub", "traceidratio", "much", 1)]
    public void Browsers_record_the_same_part_as_the_services(string? endpoint, string? sampler, string? argument, double ratio)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint, ["OTEL_TRACES_SAMPLER"] = sampler, ["OTEL_TRACES_SAMPLER_ARG"] = argument,
        }).Build();

        Assert.Equal(ratio, TraceSampling.RatioOf(configuration));
    }
}
