using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Suite.Platform;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class LiveTests(PostgresServer postgres, RedisServer redis)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_greeted_and_sees_what_happens_from_then_on()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        using var client = await LiveClient.ConnectAsync(app);
        var hello = await client.NextAsync();

        await app.PublishAsync(team, 1, 2, 3);

        Assert.Equal((0, "live.hello"), (hello!.Seq, hello.Topic));
        var frames = await client.TakeAsync(3);
        Assert.Equal([1, 2, 3], frames.ConvertAll(frame => frame.Seq));
        Assert.Equal([1, 2, 3], frames.ConvertAll(frame => frame.Number()));
    }

    [Fact]
    public async Task A_client_that_was_away_goes_on_after_the_last_number_it_had()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        using (var client = await LiveClient.ConnectAsync(app))
        {
            await client.NextAsync();
            await app.PublishAsync(team, 1, 2, 3, 4, 5);
            await client.TakeAsync(2);
        }

        using var again = await LiveClient.ConnectAsync(app, after: 2);

        Assert.Equal((2, "live.hello"), (await again.NextAsync() is { } hello ? (hello.Seq, hello.Topic) : default));
        Assert.Equal([3, 4, 5], (await again.TakeAsync(3)).ConvertAll(frame => frame.Seq));
    }

    [Fact]
    public async Task Clients_that_lose_their_connection_again_and_again_miss_nothing_and_see_nothing_twice()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();

        var following = Enumerable.Range(1, 10).Select(client => FollowAsync(app, dropEvery: 15 + client, until: 300)).ToList();
        foreach (var ten in Enumerable.Range(0, 30))
            await app.PublishAsync(team, [.. Enumerable.Range(ten * 10, 10)]);

        foreach (var seen in await Task.WhenAll(following))
            Assert.Equal(Enumerable.Range(1, 300).Select(seq => (long)seq), seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task A_client_whose_number_is_not_kept_is_told_to_reload(long after)
    {
        await using var app = await BackendApp.StartAsync(postgres, ("Platform:LiveKeepMessages", "3"));
        var team = await app.TeamAsync();
        await app.PublishAsync(team, [.. Enumerable.Range(1, 10)]);
        await Eventually.TrueAsync(async () => (await app.Get<LiveStore>().PositionAsync(team, Cancel))!.Last == 10);
        await app.Get<Housekeeping>().TidyAsync(Cancel);

        using var client = await LiveClient.ConnectAsync(app, after);
        var frames = await client.TakeAsync(2);
        await app.PublishAsync(team, 11);

        Assert.Equal(["live.hello", "live.reset"], frames.ConvertAll(frame => frame.Topic));
        Assert.Equal(10, frames[1].Seq);
        Assert.Equal(11, (await client.NextAsync())!.Seq);
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_order_is_the_same_for_clients_of_every_replica()
    {
        var database = await postgres.CreateDatabaseAsync();
        var settings = ("ConnectionStrings:redis", redis.ConnectionString);
        await using var one = await BackendApp.StartAsync(database, null, settings);
        await using var other = await BackendApp.StartAsync(database, null, settings);
        var team = await one.TeamAsync();
        using var client = await LiveClient.ConnectAsync(one);
        using var otherClient = await LiveClient.ConnectAsync(other);
        await client.NextAsync();
        await otherClient.NextAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => (number % 2 == 0 ? one : other).PublishAsync(team, number, number)));

        var frames = await client.TakeAsync(200);
        var otherFrames = await otherClient.TakeAsync(200);
        Assert.Equal(Enumerable.Range(1, 200).Select(seq => (long)seq), frames.Select(frame => frame.Seq));
        Assert.Equal(frames.Select(frame => frame.Number()), otherFrames.Select(frame => frame.Number()));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_dropped_and_holds_up_nobody()
    {
        await using var app = await BackendApp.StartAsync(postgres, ("Platform:LiveSendTimeout", "00:00:03"));
        var team = await app.TeamAsync();
        using var quick = await LiveClient.ConnectAsync(app);
        using var deaf = await LiveClient.ConnectAsync(app);
        await quick.NextAsync();
        var much = new string('x', 2_000_000);

        await app.PublishAsync(
            [.. Enumerable.Range(1, 15).Select(number => new NewEvent(Publishing.Topic, team, new { number, much }, Live: true))]);

        Assert.Equal(Enumerable.Range(1, 15), (await quick.TakeAsync(15)).Select(frame => frame.Number()));
        await Eventually.TrueAsync(() => Task.FromResult(app.Get<LiveMetrics>().Clients == 1));
        await Assert.ThrowsAsync<WebSocketException>(() => deaf.TakeAsync(16));
    }

    [Fact]
    public async Task What_is_kept_of_a_team_is_limited_in_bytes_too()
    {
        await using var app = await BackendApp.StartAsync(postgres, ("Platform:LiveKeepBytes", "2000"));
        var team = await app.TeamAsync();
        var thousand = new string('x', 980);
        await app.PublishAsync(
            [.. Enumerable.Range(1, 10).Select(number => new NewEvent(Publishing.Topic, team, new { number, thousand }, Live: true))]);
        await Eventually.TrueAsync(async () => (await app.Get<LiveStore>().PositionAsync(team, Cancel))!.Last == 10);

        await app.Get<Housekeeping>().TidyAsync(Cancel);

        Assert.Equal(new LivePosition(10, 9), await app.Get<LiveStore>().PositionAsync(team, Cancel));
    }

    [Fact]
    public async Task Nothing_crosses_over_to_another_team()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        using var client = await LiveClient.ConnectAsync(app);
        await client.NextAsync();

        await app.PublishAsync(Guid.CreateVersion7(), 1);
        await app.PublishAsync(team, 2);

        Assert.Equal((1, 2), (await client.NextAsync() is { } frame ? (frame.Seq, frame.Number()) : default));
    }

    [Fact]
    public async Task Redis_may_go_in_the_middle()
    {
        await using var own = new RedisServer();
        await own.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await BackendApp.StartAsync(database, null, ("ConnectionStrings:redis", own.ConnectionString));
        await using var other = await BackendApp.StartAsync(database, null, ("ConnectionStrings:redis", own.ConnectionString));
        var team = await one.TeamAsync();
        using var client = await LiveClient.ConnectAsync(other);
        await client.NextAsync();
        await one.PublishAsync(team, 1);
        Assert.Equal(1, (await client.NextAsync())!.Number());

        await own.StopAsync();
        await one.PublishAsync(team, 2);

        Assert.Equal(2, (await client.NextAsync())!.Number());
    }

    [Fact]
    public async Task A_client_outlives_a_restart_of_the_database()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var app = await BackendApp.StartAsync(server);
        var team = await app.TeamAsync();
        using var client = await LiveClient.ConnectAsync(app);
        await client.NextAsync();

        await server.StopAsync();
        await server.StartAsync();
        await Eventually.TrueAsync(async () => (await app.Client.GetAsync("/health", Cancel)).IsSuccessStatusCode);
        await app.PublishAsync(team, 1);

        Assert.Equal(1, (await client.NextAsync())!.Number());
    }

    [Fact]
    public async Task A_socket_closes_when_what_opened_it_no_longer_counts()
    {
        await using var app = await BackendApp.StartAsync(postgres, ("Platform:LiveCheckEvery", "00:00:00.1"));
        using var created = await app.Client.PostAsJsonAsync("/api/api-keys", new { name = "short-lived" }, Cancel);
        var key = await created.Content.ReadFromJsonAsync<CreatedKey>(Cancel);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", key!.Key);
        await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/ws/live"), Cancel);
        using var client = new LiveClient(socket);
        await client.NextAsync();

        await app.Client.DeleteAsync($"/api/api-keys/{key.Id}", Cancel);

        Assert.Null(await client.NextAsync());
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "session-over"), (client.CloseStatus, client.CloseReason));
    }

    [Fact]
    public async Task A_stopping_server_says_goodbye()
    {
        var app = await BackendApp.StartAsync(postgres);
        using var client = await LiveClient.ConnectAsync(app);
        await client.NextAsync();

        await app.DisposeAsync();

        Assert.Null(await client.NextAsync());
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "stopping"), (client.CloseStatus, client.CloseReason));
    }

    [Fact]
    public async Task An_ordinary_request_is_told_to_open_a_socket()
    {
        await using var app = await BackendApp.StartAsync(postgres);

        using var answer = await app.Client.GetAsync("/ws/live", Cancel);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    private static async Task<List<long>> FollowAsync(BackendApp app, int dropEvery, int until)
    {
        var seen = new List<long>();
        while (seen.Count < until)
        {
            using var client = await LiveClient.ConnectAsync(app, after: seen.LastOrDefault());
            var frames = await client.TakeAsync(1 + Math.Min(dropEvery, until - seen.Count));
            seen.AddRange(frames.Skip(1).Select(frame => frame.Seq));
        }

        return seen;
    }

    private sealed record CreatedKey(Guid Id, string Key);
}
