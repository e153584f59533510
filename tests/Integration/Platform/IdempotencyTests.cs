using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class IdempotencyTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_again_gets_the_first_answer_and_is_done_once()
    {
        await using var app = await BackendApp.StartAsync(postgres);

        using var first = await CreateUserAsync(app.Client, "key-1", "anna");
        using var again = await CreateUserAsync(app.Client, "key-1", "anna");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await again.Content.ReadAsStringAsync(Cancel));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_too()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        (await CreateUserAsync(app.Client, "key-1", "anna")).EnsureSuccessStatusCode();

        using var refused = await CreateUserAsync(app.Client, "key-2", "anna");
        using var again = await CreateUserAsync(app.Client, "key-2", "anna");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (refused.StatusCode, again.StatusCode));
        Assert.Equal("application/problem+json", again.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_key_with_another_request_is_refused()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        (await CreateUserAsync(app.Client, "key-1", "anna")).EnsureSuccessStatusCode();

        using var other = await CreateUserAsync(app.Client, "key-1", "berta");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Contains("idempotency-key-reused", await other.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_side_by_side_are_done_once_and_the_others_wait_their_turn()
    {
        await using var app = await BackendApp.StartAsync(postgres);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateUserAsync(app.Client, "key-1", "anna")));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict))
            Assert.Contains("idempotency-key-in-use", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_done_is_not_done_again_when_its_answer_could_not_be_kept()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        await app.Db.ExecuteAsync("alter table platform.idempotency_key add check (status is null)", null, Cancel);

        using var first = await CreateUserAsync(app.Client, "key-1", "anna");
        using var again = await CreateUserAsync(app.Client, "key-1", "anna");

        Assert.Equal(HttpStatusCode.InternalServerError, first.StatusCode);
        Assert.Contains("idempotency-key-in-use", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_do_not_share_keys()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var stranger = await app.StrangerAsync();
        (await CreateUserAsync(app.Client, "key-1", "anna")).EnsureSuccessStatusCode();

        using var theirs = await CreateUserAsync(stranger, "key-1", "berta");

        Assert.Equal(HttpStatusCode.Created, theirs.StatusCode);
    }

    [Fact]
    public async Task A_key_is_free_again_when_its_day_is_over()
    {
        var clock = new FakeClock();
        await using var app = await BackendApp.StartAsync(
            await postgres.CreateDatabaseAsync(), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var store = app.Get<IdempotencyStore>();
        var key = new IdempotencyKey(await app.TeamAsync(), "key-1");
        Assert.True(await store.ClaimAsync(key, [1], Cancel));
        await store.KeepAsync(key, new KeptAnswer(200, null, null, []), Cancel);

        clock.Advance(TimeSpan.FromHours(23));
        Assert.False(await store.ClaimAsync(key, [2], Cancel));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.True(await store.ClaimAsync(key, [2], Cancel));
    }

    [Fact]
    public async Task A_key_whose_request_died_can_be_used_again_by_the_same_request()
    {
        var clock = new FakeClock();
        await using var app = await BackendApp.StartAsync(
            await postgres.CreateDatabaseAsync(), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var store = app.Get<IdempotencyStore>();
        var key = new IdempotencyKey(await app.TeamAsync(), "key-1");
        Assert.True(await store.ClaimAsync(key, [1], Cancel));

        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.False(await store.ClaimAsync(key, [2], Cancel));
        Assert.True(await store.ClaimAsync(key, [1], Cancel));
    }

    private static async Task<HttpResponseMessage> CreateUserAsync(HttpClient client, string key, string username)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/users")
        {
            Content = JsonContent.Create(new { username, password = "long-enough-password" }),
            Headers = { { "Idempotency-Key", key } },
        };
        return await client.SendAsync(request, Cancel);
    }
}
