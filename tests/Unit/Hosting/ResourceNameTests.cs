using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("model-gateway")]
    [InlineData("Postgres17")]
    public void Letters_digits_and_single_hyphens_make_a_name(string name) => ResourceName.Validate(name);

    [Theory]
    [InlineData("1st")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("a_b")]
    [InlineData("größe")]
    [InlineData("")]
    public void Anything_else_is_refused(string name) => Assert.Throws<ArgumentException>(() => ResourceName.Validate(name));

    [Fact]
    public void A_name_may_have_64_characters_and_not_one_more()
    {
        ResourceName.Validate(new string('a', 64));
        Assert.Throws<ArgumentException>(() => ResourceName.Validate(new string('a', 65)));
    }

    [Fact]
    public void Two_resources_may_not_share_a_name_whatever_its_case()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.AddContainer("tool", "example/tool");

        Assert.Throws<DistributedApplicationException>(() => builder.AddContainer("TOOL", "example/tool"));
    }
}
