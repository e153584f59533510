using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Observability;

/// <summary>Whether they find something is seen under load, by the tests of the whole suite.</summary>
public sealed class DashboardQueriesTests
{
    [Fact]
    public async Task Prometheus_understands_every_query_of_every_dashboard()
    {
        await using var server = new PrometheusServer();
        await server.InitializeAsync();
        var queries = DashboardFiles.Queries("5m");

        Assert.NotEmpty(queries);
        foreach (var (_, expr) in queries)
            await server.QueryAsync(expr, TestContext.Current.CancellationToken);
    }
}
