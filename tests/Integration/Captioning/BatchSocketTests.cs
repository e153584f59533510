using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

public class BatchSocketTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("/api/ws/job-updates")]
    [InlineData("/api/ws/job-queue")]
    public async Task A_client_hears_of_a_batch_from_its_creation_to_its_end(string path)
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = await app.Backend.SocketAsync(path, deadline.Token);
        var connected = await NextAsync(socket, deadline.Token);

        var jobId = await app.CreateAsync([app.AddFile("a.png"), app.AddFile("b.png", 1)], ["time_tags"]);
        var messages = new List<JsonElement>();
        while (messages.Count == 0 || Type(messages[^1]) != "JOB_COMPLETED")
            messages.Add(await NextAsync(socket, deadline.Token));

        Assert.Equal("CONNECTED", Type(connected));
        Assert.Equal(["type", "clientId", "message"], Names(connected));
        Assert.All(messages, message => Assert.Equal(jobId, message.GetProperty("jobId").GetString()));
        Assert.Equal("JOB_CREATED", Type(messages[0]));
        Assert.Equal(["type", "jobId", "position"], Names(messages[0]));
        Assert.Equal("JOB_STARTED", Type(messages[1]));
        Assert.Equal(["type", "jobId", "startedAt"], Names(messages[1]));

        var items = messages.Where(message => Type(message) == "JOB_ITEM_COMPLETED").ToList();
        Assert.Equal(["a.png", "b.png"], items.Select(item => item.GetProperty("imagePath").GetString()).Order());
        Assert.All(items, item => Assert.Equal(("completed", "time_tags"), (item.GetProperty("status").GetString(), item.GetProperty("perspective").GetString())));

        var progress = messages.Where(message => Type(message) == "JOB_PROGRESS").ToList();
        Assert.Equal(100, progress[^1].GetProperty("progress").GetInt32());
        Assert.Equal(2, progress[^1].GetProperty("processedImages").GetInt32());
        var completed = messages[^1];
        Assert.Equal(["type", "jobId", "status", "completedAt", "totalProcessed", "totalFailed"], Names(completed));
        Assert.Equal(("completed", 2, 0), (completed.GetProperty("status").GetString(), completed.GetProperty("totalProcessed").GetInt32(), completed.GetProperty("totalFailed").GetInt32()));
    }

    [Fact]
    public async Task A_client_hears_what_is_being_made_and_which_caption_failed_and_why()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var (seen, asked) = (new TaskCompletionSource(), 0);
        app.Models.Answer = async request =>
        {
            await seen.Task;
            return Interlocked.Increment(ref asked) == 1
                ? Results.Problem("It ends early.", statusCode: 422, extensions: new Dictionary<string, object?> { ["code"] = "image-unreadable" })
                : CaptionGateway.Fitting(request);
        };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = await app.Backend.SocketAsync("/api/ws/job-updates", deadline.Token);

        await app.CreateAsync([app.AddFile("a.png"), app.AddFile("b.png", 1)], ["time_tags"]);
        var progress = (await UntilAsync(socket, "JOB_PROGRESS", deadline.Token))[^1];
        seen.SetResult();
        var messages = await UntilAsync(socket, "JOB_COMPLETED", deadline.Token);

        Assert.Equal(["type", "jobId", "progress", "processedImages", "failedImages", "currentItem", "timestamp"], Names(progress));
        Assert.Equal("time_tags", progress.GetProperty("currentItem").GetProperty("perspective").GetString());
        Assert.Contains(progress.GetProperty("currentItem").GetProperty("imagePath").GetString(), new[] { "a.png", "b.png" });
        var failed = messages.Single(message => Type(message) == "JOB_ITEM_COMPLETED" && message.GetProperty("status").GetString() == "failed");
        Assert.Equal(["type", "jobId", "itemId", "imagePath", "perspective", "status", "error", "completedAt"], Names(failed));
        Assert.Equal("image-unreadable: It ends early.", failed.GetProperty("error").GetString());
        Assert.Equal(("partial", 1, 1), (
            messages[^1].GetProperty("status").GetString(), messages[^1].GetProperty("totalProcessed").GetInt32(),
            messages[^1].GetProperty("totalFailed").GetInt32()));
    }

    [Fact]
    public async Task A_cancelled_batch_is_announced_once()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = await app.Backend.SocketAsync("/api/ws/job-updates", deadline.Token);
        await NextAsync(socket, deadline.Token);

        await app.PostAsync($"cancel/{await app.CreateAsync([app.AddFile("a.png")], ["time_tags"])}");
        var next = await app.CreateAsync(["a.png"], ["time_tags"]);

        Assert.Equal("JOB_CREATED", Type(await NextAsync(socket, deadline.Token)));
        var cancelled = await NextAsync(socket, deadline.Token);
        Assert.Equal("JOB_CANCELLED", Type(cancelled));
        Assert.Equal(["type", "jobId", "cancelledAt"], Names(cancelled));
        Assert.Equal(next, (await NextAsync(socket, deadline.Token)).GetProperty("jobId").GetString());
    }

    [Fact]
    public async Task A_ping_gets_a_pong_and_nonsense_an_error()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = await app.Backend.SocketAsync("/api/ws/job-updates", deadline.Token);
        await NextAsync(socket, deadline.Token);

        string[] nonsense =
        [
            "ping", "[]", "null", """{"type":"SHOUT"}""", """{"type":7}""", """{"type":"SUBSCRIBE","data":"all"}""",
            """{"type":"SUBSCRIBE","data":{"jobIds":["seven"]}}""", new string('x', 20_000),
        ];
        foreach (var text in (string[])["""{"type":"PING"}""", .. nonsense, """{"type":"PING"}"""])
            await SendAsync(socket, text, deadline.Token);

        var pong = await NextAsync(socket, deadline.Token);
        Assert.Equal("PONG", Type(pong));
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(pong.GetProperty("timestamp").GetInt64()), TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(60));
        foreach (var _ in nonsense)
            Assert.Equal("ERROR", Type(await NextAsync(socket, deadline.Token)));
        Assert.Equal("PONG", Type(await NextAsync(socket, deadline.Token)));
    }

    [Fact]
    public async Task A_new_order_is_announced_with_the_batches_alone()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string[] images = [app.AddFile("a.png")];
        string[] batches = [await app.CreateAsync(images, ["time_tags"]), await app.CreateAsync(images, ["time_tags"])];
        using var socket = await app.Backend.SocketAsync("/api/ws/job-updates", deadline.Token);
        await NextAsync(socket, deadline.Token);

        await app.PostAsync("reorder", new { jobIds = batches.Reverse() });
        var message = await NextAsync(socket, deadline.Token);
        while (Type(message) != "QUEUE_REORDERED")
            message = await NextAsync(socket, deadline.Token);

        Assert.Equal(["type", "jobIds"], Names(message));
        Assert.Equal(batches.Reverse(), message.GetProperty("jobIds").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task A_client_that_subscribes_to_jobs_is_answered_and_hears_of_no_other()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string[] images = [app.AddFile("a.png")];
        var (wanted, other) = (await app.CreateAsync(images, ["time_tags"]), await app.CreateAsync(images, ["time_tags"]));
        using var socket = await app.Backend.SocketAsync("/api/ws/job-updates", deadline.Token);
        await NextAsync(socket, deadline.Token);

        await SendAsync(socket, JsonSerializer.Serialize(new { type = "SUBSCRIBE", data = new { jobIds = new[] { wanted } } }), deadline.Token);
        // That they were created may be told only now.
        var acknowledged = (await UntilAsync(socket, "SUBSCRIBED", deadline.Token))[^1];
        await app.PostAsync($"cancel/{other}");
        await app.PostAsync($"cancel/{wanted}");
        var heard = await UntilAsync(socket, "JOB_CANCELLED", deadline.Token);
        await SendAsync(socket, """{"type":"SUBSCRIBE"}""", deadline.Token);
        var all = await NextAsync(socket, deadline.Token);

        Assert.Equal(("SUBSCRIBED", wanted), (Type(acknowledged), acknowledged.GetProperty("jobIds")[0].GetString()));
        Assert.All(heard, message => Assert.Equal(wanted, message.GetProperty("jobId").GetString()));
        Assert.Equal(JsonValueKind.Null, all.GetProperty("jobIds").ValueKind);
    }

    [Fact]
    public async Task Another_teams_batches_are_not_heard_of()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var stranger = await app.Backend.StrangerAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", stranger.DefaultRequestHeaders.GetValues("X-Api-Key").Single());
        await socket.ConnectAsync(new Uri($"ws://{app.Backend.Address.Authority}/api/ws/job-updates"), deadline.Token);
        await NextAsync(socket, deadline.Token);
        using var ours = await app.Backend.SocketAsync("/api/ws/job-updates", deadline.Token);
        await NextAsync(ours, deadline.Token);

        await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);
        await NextAsync(ours, deadline.Token);
        await SendAsync(socket, """{"type":"PING"}""", deadline.Token);

        Assert.Equal("PONG", Type(await NextAsync(socket, deadline.Token)));
    }

    private static async Task SendAsync(ClientWebSocket socket, string text, CancellationToken cancel) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancel);

    private static async Task<JsonElement> NextAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[16_384];
        var length = 0;
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), cancel);
            length += received.Count;
        }
        while (!received.EndOfMessage);
        return JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, length));
    }

    private static async Task<List<JsonElement>> UntilAsync(ClientWebSocket socket, string type, CancellationToken cancel)
    {
        var messages = new List<JsonElement>();
        do
            messages.Add(await NextAsync(socket, cancel));
        while (Type(messages[^1]) != type);
        return messages;
    }

    private static string? Type(JsonElement message) => message.GetProperty("type").GetString();

    private static string[] Names(JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];
}
