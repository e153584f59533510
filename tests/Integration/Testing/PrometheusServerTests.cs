using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Testing;

public sealed class PrometheusServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_scrapes_its_targets_and_keeps_its_data_when_it_is_stopped_and_started()
    {
        await using var other = new PrometheusServer();
        await other.InitializeAsync();
        await using var server = new PrometheusServer { Targets = [$"127.0.0.1:{other.Port}"] };
        await server.InitializeAsync();

        await server.UntilAsync("up{job='suite'} == 1", series => series.Count == 1, Cancel);
        await server.StopAsync();
        await server.StartAsync();

        Assert.NotEmpty(await server.QueryAsync("max_over_time(up{job='suite'}[5m]) == 1", Cancel));
    }

    [Fact]
    public async Task Promtool_tells_a_page_in_the_text_format_from_one_that_is_not()
    {
        var good = await Promtool.CheckMetricsAsync("# HELP a_total What is counted.\n# TYPE a_total counter\na_total 1\n");
        var bad = await Promtool.CheckMetricsAsync("a_total one\n");

        Assert.True(good.Passed, good.Output);
        Assert.Contains("expected float", bad.Output);
    }
}
