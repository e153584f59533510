using System.Text.Json;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class LiveTests(PostgresServer postgres)
{
    [Fact]
    public async Task The_live_channel_tells_every_change_once_and_agrees_with_the_tables()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) => item.ItemId % 5 == 0
                ? throw new ItemFailedException("every fifth", retry: false)
                : Task.FromResult(new ItemResult()),
            // A slot for each: one that waits for a slot for long is given back, and leased once more.
            options => options.MaxRunningItems = 50);
        var enqueued = await replica.EnqueueAsync(items: 50);

        var (jobs, items) = await FollowAsync(replica, enqueued.JobId);

        var job = await replica.FindAsync(enqueued.JobId);
        var last = jobs[^1];
        Assert.Equal(("pending", "running"), (jobs[0].State, jobs[1].State));
        Assert.Equal(
            (job.SucceededItems, job.FailedItems, 100, "partial"), (last.SucceededItems, last.FailedItems, last.Progress, last.State));
        Assert.Equal(job.SucceededItems, items.Count(item => item.State == "succeeded"));
        Assert.Equal(job.FailedItems, items.Count(item => item is { State: "failed", Error: "every fifth" }));
        Assert.Equal(50, items.Count(item => item.State == "leased"));
        Assert.Equal(100, items.Count);
    }

    [Fact]
    public async Task Progress_is_told_while_an_item_runs()
    {
        var goOn = new TaskCompletionSource();
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (item, cancel) =>
        {
            item.ReportProgress(40);
            await goOn.Task.WaitAsync(cancel);
            return new ItemResult();
        });
        var enqueued = await replica.EnqueueAsync();
        await ServiceDefaults.Eventually.TrueAsync(async () => (await replica.ItemsAsync(enqueued.JobId))[0].Progress == 40);
        goOn.SetResult();

        var (_, items) = await FollowAsync(replica, enqueued.JobId);

        Assert.Contains(items, item => item is { State: "leased", Progress: 40 });
    }

    [Fact]
    public async Task What_people_do_to_queues_and_to_the_order_is_told_to_their_team()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        var queues = desk.Get<IQueues>();
        var queue = await desk.FoundAsync(new NewQueue("Ours"));
        await queues.UpdateAsync(JobsReplica.Team, queue.Id, new QueueChange(State: QueueState.Paused), false, CancellationToken.None);
        var job = (await desk.EnqueueAsync(queue: queue.Name)).JobId;
        await desk.Control.ReorderAsync(JobsReplica.Team, [job], CancellationToken.None);
        await desk.Control.CancelAsync(JobsReplica.Team, job, CancellationToken.None);
        await queues.DeleteAsync(JobsReplica.Team, queue.Id, CancellationToken.None);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var told = new List<string>();
        await foreach (var message in desk.Get<ILiveChannel>().SubscribeAsync(JobsReplica.Team, 0, deadline.Token))
        {
            // This host has the framework's JSON, with enums as numbers, and not the suite's.
            if (message.Topic == QueueChanged.Topic)
            {
                var change = message.Payload.Deserialize<QueueChanged>(JsonSerializerOptions.Web)!;
                told.Add($"{change.Change} {change.Title} {change.State}");
            }
            if (message.Topic == JobsReordered.Topic)
                told.Add($"reordered {Assert.Single(message.Payload.Deserialize<JobsReordered>(SuiteJson.Options)!.JobIds)}");
            if (told.Count == 4)
                break;
        }

        Assert.Equal(["created Ours Active", "updated Ours Paused", $"reordered {job}", "deleted Ours Paused"], told);
    }

    /// <summary>All that was told of a job, until it ended.</summary>
    private static async Task<(List<JobChanged> Jobs, List<ItemChanged> Items)> FollowAsync(JobsReplica replica, Guid jobId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (jobs, items) = (new List<JobChanged>(), new List<ItemChanged>());
        await foreach (var message in replica.Get<ILiveChannel>().SubscribeAsync(JobsReplica.Team, 0, deadline.Token))
        {
            if (message.Topic == ItemsChanged.Topic)
                items.AddRange(message.Payload.Deserialize<ItemsChanged>(SuiteJson.Options)!.Items);
            if (message.Topic != JobChanged.Topic)
                continue;
            jobs.Add(message.Payload.Deserialize<JobChanged>(SuiteJson.Options)!);
            if (jobs[^1].FinishedAt is not null)
                break;
        }
        Assert.All(jobs, job => Assert.Equal(jobId, job.JobId));
        return (jobs, items);
    }
}
