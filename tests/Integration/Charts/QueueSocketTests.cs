using System.Net.WebSockets;
using System.Text.Json;
using Suite.Charts.Extractions;
using Suite.Charts.Live;
using Suite.Charts.Queues;
using Suite.Charts.Work;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Charts;

/// <summary>The seed's two sockets, with every type of message that it names.</summary>
public class QueueSocketTests(ReadingCharts charts) : IClassFixture<ReadingCharts>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queues_socket_tells_of_its_jobs_and_of_itself()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var (chart, blank) = (await app.ImageAsync(product), await app.ImageAsync(product, new ChartSketch(320, 240).ToPng(), "blank.png"));
        var (queue, other) = (await app.QueueAsync(), await app.QueueAsync());
        using var socket = await app.Backend.SocketAsync($"/ws/queue/{queue}", Cancel);
        var hello = await ReceiveAsync(socket);

        await app.EndedAsync(await app.JobAsync(other, product, chart));
        var good = await app.JobAsync(queue, product, chart);
        var told = await UntilAsync(socket, "queue:job_completed");
        var bad = await app.JobAsync(queue, product, blank);
        told.AddRange(await UntilAsync(socket, "queue:job_failed"));
        await app.PutAsync($"/api/queue/{queue}", new { status = "paused", max_concurrent_jobs = 5 });
        told.AddRange(await UntilAsync(socket, "queue:status_changed"));
        await app.DeleteAsync($"/api/queue/{queue}");
        told.AddRange(await UntilAsync(socket, "system:error"));

        Assert.Equal("system:service_status", Type(hello));
        Assert.Equal("healthy", Text(Payload(hello), "status"));
        Assert.All(told, message => Assert.Equal(["type", "payload"], message.EnumerateObject().Select(property => property.Name)));
        Assert.DoesNotContain(told, message => Payload(message).TryGetProperty("job_id", out var job) && job.GetString() != good && job.GetString() != bad);

        var added = told.First(message => Type(message) == "queue:job_added");
        Assert.Equal(["job_id", "queue_id", "job"], Names(added));
        Assert.Equal((good, queue), (Text(Payload(added), "job_id"), Text(Payload(added), "queue_id")));
        Assert.Equal(2, told.Count(message => Type(message) == "queue:job_added"));
        var changes = told.Where(message => Type(message) == "job:status_changed").ToList();
        Assert.All(changes, change => Assert.Equal(["job_id", "status", "progress", "error"], Names(change)));
        Assert.Equal("completed", Text(Payload(changes.Last(change => Text(Payload(change), "job_id") == good)), "status"));
        Assert.Contains("No axes", Text(Payload(changes.Last(change => Text(Payload(change), "job_id") == bad)), "error"));
        Assert.Contains("No axes", Text(Payload(told.Single(message => Type(message) == "queue:job_failed")), "error"));
        var status = told.Last(message => Type(message) == "queue:status_changed");
        Assert.Equal(["queue_id", "status", "max_concurrent_jobs"], Names(status));
        Assert.Equal(("paused", 5), (Text(Payload(status), "status"), Payload(status).GetProperty("max_concurrent_jobs").GetInt32()));
        Assert.Equal("The queue was deleted.", Text(Payload(told[^1]), "error"));
    }

    [Fact]
    public async Task A_job_that_ended_before_its_first_message_was_translated_is_told_of_as_completed()
    {
        var app = charts.App;
        var (team, live, queues) = (await app.Backend.TeamAsync(), app.Backend.Get<ILiveChannel>(), app.Backend.Get<ChartQueues>());
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await queues.FindAsync(team, Guid.Parse(await app.QueueAsync()), Cancel);
        var from = await live.CurrentAsync(team, Cancel);
        await app.EndedAsync(await app.JobAsync($"{queue!.Id}", product, image));
        var translator = new SeedTranslator(
            app.Backend.Get<ToldJobs>(), queues, app.Backend.Get<ExtractionStore>(), new Watched(team, queue, null, DateTimeOffset.UnixEpoch));

        var told = new List<string>();
        await foreach (var change in live.SubscribeAsync(team, from, Cancel))
        {
            told.AddRange((await translator.TranslateAsync(change, Cancel)).Select(message => message.Type));
            if (change.Topic == JobChanged.Topic && change.Read<JobChanged>().FinishedAt is not null)
                break;
        }

        // The queue is new too, and a slow reading tells how far it is.
        told.RemoveAll(type => type is "queue:status_changed" or "job:progress_updated");
        Assert.Equal(["queue:job_added", "job:status_changed", "queue:job_completed"], told);
    }

    [Fact]
    public async Task A_job_that_failed_again_before_its_retry_was_translated_is_told_of_as_failed_again()
    {
        var app = charts.App;
        var (team, live, queues) = (await app.Backend.TeamAsync(), app.Backend.Get<ILiveChannel>(), app.Backend.Get<ChartQueues>());
        var product = await app.ProductAsync();
        var blank = await app.ImageAsync(product, new ChartSketch(320, 240).ToPng(), "blank.png");
        var queue = await queues.FindAsync(team, Guid.Parse(await app.QueueAsync()), Cancel);
        var translator = new SeedTranslator(
            app.Backend.Get<ToldJobs>(), queues, app.Backend.Get<ExtractionStore>(), new Watched(team, queue, null, DateTimeOffset.UnixEpoch));
        await using var changes = live.SubscribeAsync(team, await live.CurrentAsync(team, Cancel), Cancel).GetAsyncEnumerator(Cancel);

        var first = await app.EndedAsync(await app.JobAsync($"{queue!.Id}", product, blank));
        var told = await UntilToldOfAsync(first);
        await app.PostAsync($"/api/job/{Text(first, "job_id")}/retry");
        var toldAgain = await UntilToldOfAsync(await app.EndedAsync(Text(first, "job_id")!));

        Assert.Equal(["queue:job_added", "job:status_changed", "queue:job_failed"], told);
        Assert.Equal(["job:status_changed", "queue:job_failed"], toldAgain);

        async Task<List<string>> UntilToldOfAsync(JsonElement ended)
        {
            var types = new List<string>();
            while (await changes.MoveNextAsync())
            {
                types.AddRange((await translator.TranslateAsync(changes.Current, Cancel)).Select(message => message.Type));
                if (changes.Current.Topic == JobChanged.Topic
                    && changes.Current.Read<JobChanged>().FinishedAt == ended.GetProperty("completed_at").GetDateTimeOffset())
                    break;
            }
            return [.. types.Where(type => type is not ("queue:status_changed" or "job:progress_updated"))];
        }
    }

    [Fact]
    public async Task What_had_ended_before_the_client_came_is_no_news_when_it_is_told_of_again()
    {
        var app = charts.App;
        var (team, live, queues) = (await app.Backend.TeamAsync(), app.Backend.Get<ILiveChannel>(), app.Backend.Get<ChartQueues>());
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await queues.FindAsync(team, Guid.Parse(await app.QueueAsync()), Cancel);
        var from = await live.CurrentAsync(team, Cancel);
        var job = await app.EndedAsync(await app.JobAsync($"{queue!.Id}", product, image));
        var came = job.GetProperty("completed_at").GetDateTimeOffset().AddMinutes(1);
        var translator = new SeedTranslator(
            app.Backend.Get<ToldJobs>(), queues, app.Backend.Get<ExtractionStore>(), new Watched(team, queue, null, came));

        await foreach (var change in live.SubscribeAsync(team, from, Cancel))
            if (change.Topic == JobChanged.Topic && change.Read<JobChanged>() is { FinishedAt: not null } ended && $"{ended.JobId}" == Text(job, "job_id"))
            {
                // As archiving it would tell it.
                Assert.Empty(await translator.TranslateAsync(change, Cancel));
                break;
            }
    }

    [Fact]
    public async Task A_jobs_socket_tells_of_that_job_alone()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync(mode: "manual");
        var (mine, other) = (await app.JobAsync(queue, product, image), await app.JobAsync(queue, product, image));
        using var socket = await app.Backend.SocketAsync($"/ws/job/{mine}", Cancel);
        await ReceiveAsync(socket);

        await app.PostAsync($"/api/job/{other}/release");
        await app.EndedAsync(other);
        await app.PostAsync($"/api/job/{mine}/release");
        var told = await UntilAsync(socket, "queue:job_completed");

        Assert.All(told, message => Assert.Equal(mine, Text(Payload(message), "job_id")));
        Assert.Equal("completed", Text(Payload(told.Last(message => Type(message) == "job:status_changed")), "status"));
        Assert.DoesNotContain(told, message => Type(message) == "queue:job_added");
    }

    [Fact]
    public async Task A_reading_that_takes_a_while_tells_how_far_it_is()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var chart = await app.ImageAsync(product);
        // Recognising text is also part of the picture's intake: a first reading shows that it is over.
        await app.EndedAsync(await app.JobAsync(await app.QueueAsync(), product, chart));
        var queue = await app.QueueAsync();
        using var socket = await app.Backend.SocketAsync($"/ws/queue/{queue}", Cancel);
        var words = new TaskCompletionSource();
        app.WordsKnown = words.Task;

        await app.JobAsync(queue, product, chart, parameters: new { });
        var told = await UntilAsync(socket, "job:progress_updated");
        words.SetResult();

        Assert.InRange(Payload(told[^1]).GetProperty("progress").GetInt32(), 1, 99);
        await UntilAsync(socket, "queue:job_failed");
    }

    [Fact]
    public async Task Who_may_not_see_a_queue_or_asks_without_a_socket_is_told_so()
    {
        var app = charts.App;
        var queue = await app.QueueAsync();
        using var stranger = await app.Backend.StrangerAsync();

        Assert.Equal(404, (await app.GetAsync($"/ws/queue/{queue}", stranger)).Status);
        Assert.Equal(404, (await app.GetAsync($"/ws/job/{Guid.NewGuid()}")).Status);
        Assert.Equal(426, (await app.GetAsync($"/ws/queue/{queue}")).Status);
    }

    private static async Task<List<JsonElement>> UntilAsync(ClientWebSocket socket, string type)
    {
        var messages = new List<JsonElement>();
        do
            messages.Add(await ReceiveAsync(socket));
        while (Type(messages[^1]) != type);
        return messages;
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), limit.Token);
            length += received.Count;
        }
        while (!received.EndOfMessage);
        return JsonElement.Parse(buffer.AsSpan(0, length));
    }

    private static string? Type(JsonElement message) => Text(message, "type");

    private static JsonElement Payload(JsonElement message) => message.GetProperty("payload");

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private static string[] Names(JsonElement message) => [.. Payload(message).EnumerateObject().Select(property => property.Name)];
}
