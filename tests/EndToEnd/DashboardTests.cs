using System.Text;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>The dashboards against the metrics of the running suite, by a Prometheus that scrapes more often than the suite's own.</summary>
public sealed class DashboardTests(SuiteApp suite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_panel_variable_and_recording_rule_finds_something_in_a_busy_suite()
    {
        var hub = suite.App.GetEndpoint("otel-collector", "exposition");
        await using var prometheus = new PrometheusServer { Targets = [hub.Authority], RuleFiles = DashboardFiles.Rules, Interval = "1s" };
        await prometheus.InitializeAsync();
        await using var load = await SuiteLoad.StartAsync(suite);

        var unanswered = await UnansweredAsync(prometheus, [.. DashboardFiles.Queries("30s"), .. DashboardFiles.Recorded]);

        Assert.True(unanswered.Count == 0, await ReportAsync(prometheus, unanswered));
    }

    /// <summary>Asks until everything has had an answer: some figures come late, as that of an upload which is captioned at last.</summary>
    private static async Task<List<DashboardQuery>> UnansweredAsync(PrometheusServer prometheus, List<DashboardQuery> queries)
    {
        Assert.NotEmpty(queries);
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var left = queries;
        while (left.Count > 0 && TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            await timer.WaitForNextTickAsync(Cancel);
            var still = new List<DashboardQuery>();
            foreach (var query in left)
            {
                if (!await IsAnsweredAsync(prometheus, query))
                    still.Add(query);
            }
            left = still;
        }
        return left;
    }

    // No number, as of nothing divided by nothing, draws nothing.
    private static async Task<bool> IsAnsweredAsync(PrometheusServer prometheus, DashboardQuery query) =>
        (await prometheus.QueryAsync(query.Expr, Cancel)).Any(sample => !double.IsNaN(sample.Value));

    private static async Task<string> ReportAsync(PrometheusServer prometheus, List<DashboardQuery> unanswered)
    {
        var known = (await prometheus.QueryAsync("count by (__name__) ({__name__!=''})", Cancel)).Select(series => series["__name__"]).ToHashSet();
        var report = new StringBuilder().AppendLine($"{unanswered.Count} queries found nothing:");
        foreach (var (asker, expr) in unanswered)
        {
            var unknown = PromqlNames.Of(expr).Except(known);
            report.AppendLine($"{asker}: {expr}\n    unknown metrics: {string.Join(", ", unknown)}");
        }
        return report.ToString();
    }
}
