using System.Net.Http.Json;
using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

public class BatchLimitTests(SharedCaptioning shared) : IClassFixture<SharedCaptioning>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_counts_against_the_limits_of_the_provider_that_it_asks_for()
    {
        var backend = shared.App.Backend;
        var team = await backend.TeamAsync();
        string[] limits = ["provider:openai", $"team:{team}:provider:openai"];
        foreach (var key in limits)
            (await backend.Client.PutAsJsonAsync($"/api/job-limits/{key}", new { maxRunning = 0 }, Cancel)).EnsureSuccessStatusCode();

        var limited = await shared.App.CreateAsync(["a.png"], ["graph_caption"], options: new { provider = "openai" });
        var free = await shared.App.CreateAsync(["a.png"], ["graph_caption"], options: new { provider = "local" });

        Assert.Equal(limits, await LimitsAsync(limited));
        Assert.Empty(await LimitsAsync(free));

        async Task<IEnumerable<string?>> LimitsAsync(string job) =>
            (await backend.Get<IJobControl>().ExplainAsync(team, Guid.Parse(job), Cancel))!.Reasons
                .Where(reason => reason.Code == "usage-limit").Select(reason => reason.LimitKey);
    }
}
