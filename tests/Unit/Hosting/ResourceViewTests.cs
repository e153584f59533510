using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.ResourceService;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class ResourceViewTests
{
    [Fact]
    public void A_resource_tells_what_it_waits_for_and_what_it_refers_to()
    {
        var builder = DistributedApplication.CreateBuilder();
        var postgres = builder.AddPostgres("postgres");
        var cache = builder.AddContainer("cache", "redis").WithHttpEndpoint(targetPort: 80);
        var service = builder.AddExecutable("service", "service", ".")
            .WithReference(postgres.AddDatabase("db")).WithReference(cache.GetEndpoint("http")).WaitFor(postgres).WaitFor(cache);

        var view = Of(service.Resource);

        Assert.Equal(["postgres", "cache"], view.WaitsFor);
        Assert.Equal(["db", "cache"], view.References);
    }

    [Fact]
    public void A_child_waits_for_its_parent_without_being_told()
    {
        var builder = DistributedApplication.CreateBuilder();
        var database = builder.AddPostgres("postgres").AddDatabase("db");

        Assert.Equal(["postgres"], Of(database.Resource).WaitsFor);
    }

    private static ResourceView Of(IResource resource)
    {
        using var logs = new ResourceLoggerService();
        return ResourceView.Of(new ResourceEvent(resource, resource.Name, new CustomResourceSnapshot { ResourceType = "Test" }), logs);
    }
}
