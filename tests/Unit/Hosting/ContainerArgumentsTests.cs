using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Suite.Hosting.Launchers;
using Suite.Hosting.Launchers.Containers;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class ContainerArgumentsTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public void A_container_becomes_the_words_of_docker_run_and_no_secret_is_among_them()
    {
        var container = _builder.AddContainer("cache", "example/cache", "2").WithVolume("data", "/data").WithHttpEndpoint(targetPort: 80);
        Allocate(container.Resource, 8080);

        var words = string.Join(' ', ContainerArguments.Run(Launch(container.Resource, ("PASSWORD", "secret")), "abc", new ContainerRuntime("/usr/bin/docker")));

        Assert.Equal(
            "run --rm --name cache-abc --network suite-abc --network-alias cache --add-host host.docker.internal:host-gateway " +
            "-p 127.0.0.1:8080:80 -e PASSWORD -v data-abc:/data docker.io/example/cache:2 --flag",
            words);
    }

    [Theory]
    [InlineData("quay.io/team/tool", "quay.io/team/tool:latest")]
    [InlineData("localhost/tool:1", "localhost/tool:1")]
    [InlineData("prom/prometheus", "docker.io/prom/prometheus:latest")]
    public void An_image_without_a_registry_is_Docker_Hubs(string image, string reference) =>
        Assert.Equal(reference, ContainerArguments.ImageOf(_builder.AddContainer("tool", image).Resource));

    private static Launch Launch(IResource resource, (string Name, string Value) variable) => new(
        resource, 0,
        new ResolvedEnvironment(new Dictionary<string, string> { [variable.Name] = variable.Value }, ["--flag"], new HashSet<string>()),
        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    private static void Allocate(ContainerResource resource, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
    }
}
