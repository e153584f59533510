using Suite.Access;
using Xunit;

namespace Suite.Tests.Unit.Access;

public class RolesTests
{
    [Theory]
    [InlineData(Role.Viewer, "viewer annotator manager admin")]
    [InlineData(Role.Manager, "manager admin")]
    [InlineData(Role.Admin, "admin")]
    [InlineData(Role.Worker, "worker")]
    public void A_role_is_included_in_those_above_it_and_a_worker_in_none(Role role, string expected) =>
        Assert.Equal(expected.Split(' '), Roles.AtLeast(role));

    [Theory]
    [InlineData(Role.Manager, Role.Manager, true)]
    [InlineData(Role.Manager, Role.Admin, false)]
    [InlineData(Role.Manager, Role.Worker, false)]
    [InlineData(Role.Admin, Role.Worker, true)]
    [InlineData(Role.Worker, Role.Viewer, false)]
    [InlineData(Role.Worker, Role.Worker, false)]
    public void Nobody_grants_more_than_they_have(Role own, Role granted, bool may) =>
        Assert.Equal(may, new Caller(null, Guid.Empty, own, "test").MayGrant(granted));

    [Fact]
    public void Every_role_survives_its_word() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role, Roles.Parse(role.Word())));
}
