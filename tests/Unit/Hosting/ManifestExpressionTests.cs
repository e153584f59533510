using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

/// <summary>What stands for a part of an address in a manifest, under the published names.</summary>
public sealed class ManifestExpressionTests
{
    [Theory]
    [InlineData(EndpointProperty.Url, "{redis.bindings.tcp.url}")]
    [InlineData(EndpointProperty.Host, "{redis.bindings.tcp.host}")]
    [InlineData(EndpointProperty.IPV4Host, "{redis.bindings.tcp.host}")]
    [InlineData(EndpointProperty.Port, "{redis.bindings.tcp.port}")]
    [InlineData(EndpointProperty.Scheme, "{redis.bindings.tcp.scheme}")]
    [InlineData(EndpointProperty.TargetPort, "{redis.bindings.tcp.targetPort}")]
    [InlineData(EndpointProperty.HostAndPort, "{redis.bindings.tcp.host}:{redis.bindings.tcp.port}")]
    public void A_part_of_an_endpoint_has_its_placeholder(EndpointProperty property, string expected)
    {
        var redis = DistributedApplication.CreateBuilder([]).AddRedis("redis");

        Assert.Equal(expected, redis.GetEndpoint("tcp").Property(property).ValueExpression);
    }
}
