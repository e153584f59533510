using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Platform;
using Suite.Testing;
using Suite.Tests.Integration.Gateway;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class LiveStreamTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_stream_tells_what_a_socket_tells()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        using var stream = await EventStream.OpenAsync(app.Client);
        var hello = await stream.NextAsync();

        await app.PublishAsync(team, 1, 2, 3);

        Assert.Equal(("0", "live.hello"), (hello!.Id, hello.Type));
        Assert.Equal("text/event-stream", stream.MediaType);
        Assert.Equal(["no"], stream.Headers.GetValues("X-Accel-Buffering"));
        var events = await stream.TakeAsync(3);
        Assert.Equal(["1", "2", "3"], events.ConvertAll(sent => sent.Id));
        Assert.All(events, sent => Assert.Equal((Publishing.Topic, Publishing.Topic), (sent.Type, sent.Frame.Topic)));
        Assert.Equal([1, 2, 3], events.ConvertAll(sent => sent.Frame.Number()));
    }

    [Fact]
    public async Task A_browser_that_comes_back_misses_nothing_and_sees_nothing_twice()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        string last;
        using (var stream = await EventStream.OpenAsync(app.Client, "?after=0"))
        {
            await app.PublishAsync(team, 1, 2, 3, 4, 5);
            last = (await stream.TakeAsync(3))[^1].Id;
        }

        // It asks for the address that it knows; the header has come further.
        using var again = await EventStream.OpenAsync(app.Client, "?after=0", last);

        Assert.Equal("2", last);
        Assert.Equal(["2", "3", "4", "5"], (await again.TakeAsync(4)).ConvertAll(sent => sent.Id));
    }

    [Fact]
    public async Task Who_asks_for_some_topics_gets_those_and_still_resumes_after_the_others()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        NewEvent Event(string topic, int number) => new(topic, team, new { number }, Live: true);
        using var stream = await EventStream.OpenAsync(app.Client, "?topics=tests.*");
        using var socket = new LiveClient(await app.SocketAsync("/ws/live?topics=others.seldom", Cancel));
        await stream.NextAsync();
        await socket.NextAsync();

        await app.PublishAsync(
            Event("others.often", 1), Event("tests.one", 2), Event("others.often", 3), Event("tests.two", 4), Event("others.seldom", 5));

        Assert.Equal([2, 4], (await stream.TakeAsync(2)).ConvertAll(sent => sent.Frame.Seq));
        Assert.Equal(5, (await socket.NextAsync())!.Seq);
        using var again = await EventStream.OpenAsync(app.Client, "?topics=tests.two&after=2");
        Assert.Equal([2, 4], (await again.TakeAsync(2)).ConvertAll(sent => sent.Frame.Seq));
    }

    [Fact]
    public async Task A_browser_whose_number_is_not_kept_is_told_to_reload()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        await app.PublishAsync(team, 1);
        await Eventually.TrueAsync(async () => (await app.Get<LiveStore>().PositionAsync(team, Cancel))!.Last == 1);

        using var stream = await EventStream.OpenAsync(app.Client, "?topics=tests.*", lastEventId: "9");

        Assert.Equal([("9", "live.hello"), ("1", "live.reset")], (await stream.TakeAsync(2)).ConvertAll(sent => (sent.Id, sent.Type)));
    }

    [Fact]
    public async Task It_passes_the_gateway_as_it_happens()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", app.Address.ToString()));
        gateway.Client.DefaultRequestHeaders.Add("X-Api-Key", BackendApp.AdminApiKey);
        using var stream = await EventStream.OpenAsync(gateway.Client);
        Assert.Equal("live.hello", (await stream.NextAsync())!.Type);

        await app.PublishAsync(await app.TeamAsync(), 1);

        Assert.Equal(1, (await stream.NextAsync())!.Frame.Number());
    }

    [Fact]
    public async Task It_ends_when_what_opened_it_no_longer_counts()
    {
        await using var app = await BackendApp.StartAsync(postgres, ("Platform:LiveCheckEvery", "00:00:00.1"));
        using var created = await app.Client.PostAsJsonAsync("/api/api-keys", new { name = "short-lived" }, Cancel);
        var key = await created.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        using var client = app.NewClient(key.GetProperty("key").GetString());
        using var stream = await EventStream.OpenAsync(client);
        await stream.NextAsync();

        await app.Client.DeleteAsync($"/api/api-keys/{key.GetProperty("id").GetGuid()}", Cancel);

        Assert.Null(await stream.NextAsync());
        Assert.Equal("session-over", stream.Comment);
    }

    [Fact]
    public async Task A_stopping_server_ends_it()
    {
        var app = await BackendApp.StartAsync(postgres);
        using var client = app.NewClient(BackendApp.AdminApiKey);
        using var stream = await EventStream.OpenAsync(client);
        await stream.NextAsync();

        await app.DisposeAsync();

        Assert.Null(await stream.NextAsync());
        Assert.Equal("stopping", stream.Comment);
    }

    [Fact]
    public async Task Strangers_and_nonsense_are_refused_with_the_reason()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var stranger = app.NewClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/live", Cancel)).StatusCode);
        Assert.Equal("invalid-after", await CodeAsync(app, "/api/live?after=-1"));
        Assert.Equal("invalid-after", await CodeAsync(app, "/api/live?after=yesterday"));
        Assert.Equal("invalid-after", await CodeAsync(app, "/api/live", lastEventId: "99999999999999999999"));
        Assert.Equal("invalid-topics", await CodeAsync(app, "/api/live?topics=everything"));
    }

    private static async Task<string?> CodeAsync(BackendApp app, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        using var answer = await app.Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();
    }
}
