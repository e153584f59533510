using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Observability;

/// <summary>A metric that is only measured when something fails cannot be seen under load; its name can be looked up.</summary>
public sealed partial class MetricNamesTests
{
    // Prometheus's own, and what the hub makes of the attributes of processes.
    private static readonly string[] NotOurs = ["up", "ALERTS", "target_info", "scrape_duration_seconds"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_metric_that_a_panel_or_a_rule_names_is_on_the_page_of_metrics()
    {
        var page = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "metrics.md"), Cancel)).Replace('.', '_');
        var rules = await RulesAsync();
        var known = rules.Select(rule => rule.Name).Concat(NotOurs).ToHashSet();
        var queries = DashboardFiles.Queries("5m").Concat(rules.Select(rule => new DashboardQuery(rule.Name, rule.Query)));

        var unknown = from query in queries
                      from name in PromqlNames.Of(query.Expr)
                      where !known.Contains(name) && !page.Contains(PartOfHistogram().Replace(name, ""), StringComparison.Ordinal)
                      select $"{query.Asker}: {name}";

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("sum by (job) (rate(a_total{b=\"c_total\"}[5m])) / on (job) group_left d:e > 0.5", "a_total", "d:e")]
    [InlineData("label_replace(vector(0), \"x\", \"none\", \"\", \"\") or up unless up offset 10m", "up")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(a_bucket[1m]))) and b == 0", "a_bucket", "b")]
    public void A_query_names_its_metrics(string promql, params string[] names) =>
        Assert.Equal(names, PromqlNames.Of(promql));

    private static async Task<List<Rule>> RulesAsync()
    {
        await using var server = new PrometheusServer { RuleFiles = DashboardFiles.Rules };
        await server.InitializeAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/rules", Cancel);
        return
        [
            .. answer.GetProperty("data").GetProperty("groups").EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                .Select(rule => rule.Deserialize<Rule>(JsonSerializerOptions.Web)!),
        ];
    }

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex PartOfHistogram();

    private sealed record Rule(string Name, string Query);
}
