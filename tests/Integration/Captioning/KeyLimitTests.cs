using System.Net.Http.Json;
using Suite.Jobs;
using Suite.Testing;
using Suite.Tests.Integration.Access;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

public class KeyLimitTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_of_an_api_key_holds_back_what_that_key_asks_for_and_nothing_else()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Access:AdminPassword", BackendApp.AdminPassword));
        app.AddFile("a.png");
        using var session = await Browser.AdminAsync(app.Backend);
        var limited = await KeyAsync(app.Backend);
        var other = await KeyAsync(app.Backend);
        using var byLimited = app.Backend.NewClient(limited.Secret);
        using var byOther = app.Backend.NewClient(other.Secret);
        var limit = $"/api/job-limits/key:{limited.Id}";
        (await session.Client.PutAsJsonAsync(limit, new { maxRunning = 0 }, Cancel)).EnsureSuccessStatusCode();

        var held = await CreateAsync(app, byLimited);
        await app.EndedAsync(await CreateAsync(app, byOther));
        await app.EndedAsync(await CreateAsync(app, session.Client));

        var reason = Assert.Single(await ReasonsAsync(app.Backend, held), reason => reason.Code == "usage-limit");
        Assert.Equal($"key:{limited.Id}", reason.LimitKey);
        (await session.Client.DeleteAsync(limit, Cancel)).EnsureSuccessStatusCode();
        await app.EndedAsync(held);
    }

    [Fact]
    public async Task What_a_key_imports_counts_against_its_limit_up_to_the_intake_of_the_images()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.AddFile("zoo/a.png");
        var key = await KeyAsync(app.Backend);
        using var client = app.Backend.NewClient(key.Secret);

        (await client.PostAsJsonAsync("/api/datasets", new { name = "zoo" }, Cancel)).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync("/api/datasets/zoo/import", new { path = "zoo" }, Cancel)).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(async () =>
            (await KindsAsync(app.Backend, $"key:{key.Id}")).SequenceEqual(["asset-intake", "dataset-import"]));
    }

    private static Task<List<string>> KindsAsync(BackendApp backend, string limitKey) => backend.Db.QueryAsync(
        "select kind from jobs.job where $1 = any(limit_keys) order by kind", args => args.Add(limitKey), row => row.GetString(0), Cancel);

    private static async Task<(Guid Id, string Secret)> KeyAsync(BackendApp backend)
    {
        using var answer = await backend.Client.PostAsJsonAsync("/api/api-keys", new { name = "a program's", role = "annotator" }, Cancel);
        answer.EnsureSuccessStatusCode();
        var key = await answer.JsonAsync();
        return (key.Id(), key.GetProperty("key").GetString()!);
    }

    private static async Task<string> CreateAsync(CaptioningApp app, HttpClient client)
    {
        var (status, body) = await app.PostAsync(
            "create", new { type = "MULTI_PERSPECTIVE", images = new[] { "a.png" }, perspectives = new[] { "graph_caption" } }, client);
        Assert.Equal(201, status);
        return body.GetProperty("jobId").GetString()!;
    }

    private static async Task<IReadOnlyList<WaitReason>> ReasonsAsync(BackendApp backend, string job) =>
        (await backend.Get<IJobControl>().ExplainAsync(await backend.TeamAsync(), Guid.Parse(job), Cancel))!.Reasons;
}
