using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public sealed class ServiceIdentityTests
{
    [Theory]
    [InlineData("Suite.Backend", "backend")]
    [InlineData("Suite.ModelGateway", "model-gateway")]
    [InlineData("testhost", "testhost")]
    public void A_service_is_named_after_its_assembly(string assembly, string name) =>
        Assert.Equal(name, ServiceIdentity.FromAssembly(assembly));
}
