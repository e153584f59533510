using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Turns what the live channel says about jobs into graphcap's messages.</summary>
internal sealed class BatchTranslator(IJobQueue jobs, BatchReader batches)
{
    // What is asked of the database for a message is the same for all clients, and they share the message.
    private readonly SharedBy<LiveMessage, int> _ahead = new();
    private readonly SharedBy<LiveMessage, GroupCounts> _counts = new();
    private readonly SharedBy<LiveMessage, Dictionary<long, AboutItem>> _items = new();

    // A job's creation may be told a moment after it: a client that came in between has missed nothing of it.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    /// <summary>A memory for a client that begins to listen now.</summary>
    public async Task<BatchMemory> ListenAsync(CancellationToken cancel) => new(await batches.NowAsync(cancel) - Delay);

    /// <summary>The messages that a live message becomes; none when it is not about a batch.</summary>
    public async Task<IReadOnlyList<BatchMessage>> TranslateAsync(
        Guid teamId, LiveMessage message, BatchMemory memory, CancellationToken cancel) => message.Topic switch
        {
            JobChanged.Topic => await OfJobAsync(teamId, message, message.Read<JobChanged>(), memory, cancel),
            ItemsChanged.Topic => await OfItemsAsync(teamId, message, message.Read<ItemsChanged>(), memory, cancel),
            JobsReordered.Topic => await OfOrderAsync(teamId, message.Read<JobsReordered>(), cancel),
            "live.reset" => [new SocketError("Messages were missed: ask for the list again.")],
            _ => [],
        };

    private async Task<IReadOnlyList<BatchMessage>> OfJobAsync(
        Guid teamId, LiveMessage message, JobChanged job, BatchMemory memory, CancellationToken cancel)
    {
        if (job.Kind != BatchPlan.Kind)
            return [];
        var state = Enum.Parse<JobState>(job.State, ignoreCase: true);
        var ended = job.SucceededItems + job.FailedItems + job.CancelledItems;
        switch (state)
        {
            // Changes of priority and the like are told with the same words: each of ours is for the first time alone.
            case JobState.Pending or JobState.Paused when memory.IsNew(job.JobId, "created", job.CreatedAt):
                return [new JobCreated(
                    job.JobId,
                    await _ahead.GetAsync(message, () => jobs.JobsAheadAsync(teamId, job.JobId, CancellationToken.None), cancel))];

            case JobState.Pending or JobState.Paused:
                return [];

            case JobState.Running when ended == 0 && job.StartedAt is { } started:
                return memory.IsNew(job.JobId, "started", started) ? [new JobStarted(job.JobId, started)] : [];

            case JobState.Running:
                return memory.MayTellProgress(job.JobId, message.At) ? [await ProgressAsync(teamId, message, job, cancel)] : [];

            case JobState.Cancelled:
                // It changes again as its running items end; it is cancelled once.
                return memory.IsNew(job.JobId, "cancelled", job.FinishedAt ?? DateTimeOffset.MaxValue, repeats: false) ? [new JobCancelled(job.JobId, message.At)] : [];

            default:
                if (job.FinishedAt is not { } finished || !memory.IsNew(job.JobId, "ended", finished))
                    return [];
                memory.Forget(job.JobId);
                return
                [
                    await ProgressAsync(teamId, message, job, cancel),
                    new JobCompleted(job.JobId, state.Status(), finished, job.SucceededItems, job.FailedItems),
                ];
        }
    }

    private async Task<JobProgress> ProgressAsync(Guid teamId, LiveMessage message, JobChanged job, CancellationToken cancel)
    {
        var counts = await _counts.GetAsync(message, () => CountAsync(teamId, job.JobId, CancellationToken.None), cancel);
        return new JobProgress(job.JobId, job.Progress, counts.Succeeded, counts.Failed, null, message.At);
    }

    // Other jobs may have been put in order in the same call; of those this façade knows nothing.
    private async Task<IReadOnlyList<BatchMessage>> OfOrderAsync(Guid teamId, JobsReordered reordered, CancellationToken cancel) =>
        await batches.KnownAsync(teamId, reordered.JobIds, cancel) is { Count: > 0 } known ? [new QueueReordered(known)] : [];

    // One question for all items of the message: it may be about hundreds.
    private async Task<IReadOnlyList<BatchMessage>> OfItemsAsync(
        Guid teamId, LiveMessage message, ItemsChanged changes, BatchMemory memory, CancellationToken cancel)
    {
        var ours = changes.Items.Where(change => change.Kind == BatchPlan.Kind).ToList();
        var told = ours
            .Select(change => (Change: change, State: Enum.Parse<ItemState>(change.State, ignoreCase: true)))
            .Where(item => item.State is ItemState.Succeeded or ItemState.Failed
                || (item.State == ItemState.Leased && memory.MayTellProgress(item.Change.JobId, message.At)))
            .ToList();
        if (told.Count == 0)
            return [];

        var items = await _items.GetAsync(
            message,
            () => batches.AboutAsync(teamId, [.. ours.Select(change => change.ItemId)], CancellationToken.None),
            cancel);
        var messages = new List<BatchMessage>();
        foreach (var (change, state) in told)
        {
            if (!items.TryGetValue(change.ItemId, out var item))
                continue;
            if (state != ItemState.Leased)
                messages.Add(new JobItemCompleted(
                    change.JobId, change.ItemId, item.Image, item.Perspective, state.Status(), change.Error, item.FinishedAt));
            else if (await jobs.FindAsync(teamId, change.JobId, cancel) is { State: JobState.Running } job)
                messages.Add(await ProgressAsync(teamId, job, new CurrentItem(item.Image, item.Perspective), message.At, cancel));
        }
        return messages;
    }

    private async Task<JobProgress> ProgressAsync(
        Guid teamId, JobView job, CurrentItem current, DateTimeOffset at, CancellationToken cancel)
    {
        var counts = await CountAsync(teamId, job.Id, cancel);
        return new JobProgress(job.Id, job.Progress, counts.Succeeded, counts.Failed, current, at);
    }

    private async Task<GroupCounts> CountAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        (await jobs.CountGroupsAsync(teamId, [jobId], cancel)).GetValueOrDefault(jobId) ?? new GroupCounts(0, 0);
}
