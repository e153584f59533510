using Suite.Gateway;
using Xunit;

namespace Suite.Tests.Unit.Gateway;

public sealed class RoutesTests
{
    [Fact]
    public void No_path_is_listed_twice() =>
        Assert.Equal(Routes.Table.Length, Routes.Table.DistinctBy(row => row.Path).Count());

    [Theory]
    [InlineData("/grafana", nameof(Entry.Admin))]
    [InlineData("/prometheus", nameof(Entry.Admin))]
    [InlineData("/dashboard", nameof(Entry.Admin))]
    [InlineData("/models", nameof(Entry.SignedIn))]
    [InlineData("/otlp/v1", nameof(Entry.SignedIn))]
    public void Services_that_do_not_know_our_users_are_guarded(string path, string entry) =>
        Assert.Equal(entry, Routes.Table.Single(row => row.Path == path).Entry.ToString());

    [Theory]
    [InlineData("/api/assets/1", true)]
    [InlineData("/models/v1/models", true)]
    [InlineData("/dashboard", false)]
    [InlineData("/dashboards", false)]
    [InlineData("/", false)]
    public void What_people_do_is_traced_and_what_observers_look_at_is_not(string path, bool traced) =>
        Assert.Equal(traced, Routes.IsTraced(path));

    [Fact]
    public void Whatever_is_open_leads_to_something_that_looks_after_itself() =>
        Assert.Equal(
            ["backend", "web"],
            Routes.Table.Where(row => row.Entry == Entry.Open).Select(row => row.Service).Distinct().Order());
}
