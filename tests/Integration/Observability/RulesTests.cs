using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Observability;

public sealed class RulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_the_rules()
    {
        Assert.NotEmpty(DashboardFiles.Rules);

        var verdict = await Promtool.CheckRulesAsync(DashboardFiles.Rules);

        Assert.True(verdict.Passed, verdict.Output);
    }

    [Fact]
    public async Task Alerts_fire_when_they_should_and_not_before()
    {
        Assert.NotEmpty(DashboardFiles.RuleTests);

        var verdict = await Promtool.TestRulesAsync(DashboardFiles.RuleTests);

        Assert.True(verdict.Passed, verdict.Output);
    }

    [Fact]
    public async Task Every_alert_says_how_bad_it_is_and_has_a_section_of_the_operations_page_and_a_test()
    {
        var sections = await SectionsAsync();
        var tests = string.Concat(DashboardFiles.RuleTests.Select(File.ReadAllText));

        var alerts = await AlertsAsync();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            Assert.True(alert.Labels["severity"] is "critical" or "warning");
            Assert.EndsWith(".", alert.Annotations["summary"]);
            Assert.EndsWith(".", alert.Annotations["description"]);
            Assert.Equal($"docs/operations.md#{alert.Name.ToLowerInvariant()}", alert.Annotations["runbook"]);
            Assert.Contains(alert.Name, sections);
            Assert.Contains(alert.Name, tests);
        });
    }

    [Fact]
    public async Task Every_section_of_an_alert_is_of_one_that_exists()
    {
        var alerts = await AlertsAsync();

        Assert.Equal(alerts.Select(alert => alert.Name).Order(), (await SectionsAsync()).Order());
    }

    private static async Task<string[]> SectionsAsync()
    {
        var page = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "operations.md"), Cancel);
        return [.. page.SkipWhile(line => line != "## Alerts").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..])];
    }

    /// <summary>As Prometheus reads them: there is no second reader of these files.</summary>
    private static async Task<List<Alert>> AlertsAsync()
    {
        await using var server = new PrometheusServer { RuleFiles = DashboardFiles.Rules };
        await server.InitializeAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/rules?type=alert", Cancel);
        return
        [
            .. answer.GetProperty("data").GetProperty("groups").EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                .Select(rule => rule.Deserialize<Alert>(JsonSerializerOptions.Web)!),
        ];
    }

    private sealed record Alert(string Name, Dictionary<string, string> Labels, Dictionary<string, string> Annotations);
}
