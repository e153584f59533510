using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Suite.Jobs;
using Suite.Tests.Integration.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.External;

/// <summary>The sample in docs/worker.py, as somebody would run it.</summary>
public class WorkerSampleTests(ExternalApp external) : IClassFixture<ExternalApp>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_works_on_what_it_takes_and_hands_back_what_came_out()
    {
        using var client = await WorkerClient.OfAsync(external.App);
        await using var sample = await StartAsync(client);

        var job = await external.EnqueueAsync(client, items: 3, new { page = 7 });
        await EndedAsync(job);

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("""{"page": 7}""")));
        Assert.Equal(JobState.Succeeded, (await external.JobAsync(job)).State);
        Assert.All(await external.ItemsAsync(job), item => Assert.Equal(digest, item.Result!.Value.GetProperty("sha256").GetString()));
    }

    [Fact]
    public async Task It_fails_what_it_cannot_do_and_says_why()
    {
        using var client = await WorkerClient.OfAsync(external.App);
        await using var sample = await StartAsync(client);

        var job = await external.EnqueueAsync(client, input: new { seconds = "ten" });
        await EndedAsync(job);

        var item = Assert.Single(await external.ItemsAsync(job));
        Assert.Equal((ItemState.Failed, "seconds must be a number", 1), (item.State, item.Error, item.Attempts));
    }

    [Fact]
    public async Task When_it_is_killed_another_takes_over_and_the_output_appears_once()
    {
        using var client = await WorkerClient.OfAsync(external.App);
        await using var victim = await StartAsync(client);
        var job = await external.EnqueueAsync(client, input: new { seconds = 1 });
        await ItemAsync(job, item => item.State == ItemState.Leased);

        await victim.SignalAsync("KILL");
        await using var heir = await StartAsync(client);
        // Again and again: the last heartbeat of the victim may have been on its way when it died.
        await ServiceDefaults.Eventually.TrueAsync(async () =>
        {
            await external.SilenceFirstAttemptsAsync(job);
            return (await external.JobAsync(job)).FinishedAt is not null;
        });

        var item = Assert.Single(await external.ItemsAsync(job));
        Assert.Equal((ItemState.Succeeded, 2), (item.State, item.Attempts));
        Assert.Equal(["lost", "succeeded"], await external.App.Db.QueryAsync(
            "select outcome from jobs.attempt_history where item_id = $1 order by id",
            args => args.Add(item.Id),
            row => row.GetString(0),
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task When_it_is_told_to_stop_it_gives_back_what_it_holds()
    {
        using var client = await WorkerClient.OfAsync(external.App);
        await using var sample = await StartAsync(client);
        var job = await external.EnqueueAsync(client, input: new { seconds = 60 });
        // It knows what it holds: the lease has been given, and the answer has come.
        await ServiceDefaults.Eventually.TrueAsync(async () => await external.App.Db.FirstAsync(
            "select coalesce(max(lease_until - leased_at), '0 s') > '30 s' from jobs.item where job_id = $1",
            args => args.Add(job), row => row.GetBoolean(0), TestContext.Current.CancellationToken));

        await sample.SignalAsync("TERM");

        var item = Assert.Single(await external.ItemsAsync(job));
        Assert.Equal((ItemState.Ready, 0), (item.State, item.Attempts));
    }

    [Fact]
    public async Task What_it_is_given_while_it_is_told_to_stop_it_gives_back_too()
    {
        var (asked, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var answer = new TaskCompletionSource<object>();
        await using var suite = await TestService.StartAsync(map: app =>
        {
            app.MapPost("/api/workers/lease", () =>
            {
                asked.TrySetResult();
                return answer.Task;
            });
            app.MapPost("/api/workers/attempts/7/release", () => released.TrySetResult());
        });
        await using var sample = await StartAsync(suite.Url, "key", "train/epoch");
        await asked.Task.WaitAsync(Patience);

        var ended = sample.SignalAsync("TERM");
        answer.SetResult(new
        {
            heartbeatSeconds = 60,
            items = new[] { new { itemId = 1, attemptId = 7, input = new { seconds = 60 }, contentUrl = (string?)null } },
        });

        await released.Task.WaitAsync(Patience);
        await ended.WaitAsync(Patience);
    }

    [Fact]
    public async Task It_ends_and_says_why_when_its_key_is_not_a_workers()
    {
        using var client = new WorkerClient(await external.App.WithRoleAsync("viewer"), "train");
        await using var sample = await StartAsync(client);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sample.WaitForSuccessAsync(TimeSpan.FromSeconds(60)));

        Assert.Contains("ended with 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("HTTP Error 403", refused.Message, StringComparison.Ordinal);
    }

    private Task<ServerProcess> StartAsync(WorkerClient client) =>
        StartAsync($"{external.App.Address}", client.Key, $"{client.Kind}/{WorkerClient.Step}");

    private static async Task<ServerProcess> StartAsync(string url, string key, string take)
    {
        if (!HasPython())
            Assert.Skip("There is no python3 here.");
        return await ServerProcess.StartAsync(
            "env",
            [
                $"SUITE_URL={url}", $"SUITE_API_KEY={key}",
                "python3", Path.Combine(Repository.Root, "docs", "worker.py"), "--take", take,
            ]);
    }

    private static bool HasPython() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3")));

    private Task EndedAsync(Guid job) =>
        ServiceDefaults.Eventually.TrueAsync(async () => (await external.JobAsync(job)).FinishedAt is not null);

    private Task ItemAsync(Guid job, Func<ItemView, bool> condition) =>
        ServiceDefaults.Eventually.TrueAsync(async () => (await external.ItemsAsync(job)).Any(condition));
}
