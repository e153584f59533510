using System.Text.Json;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Turns what the live channel says about jobs into graphcap's messages.</summary>
internal sealed class BatchTranslator(IJobQueue jobs)
{
    /// <summary>The messages that a live message becomes; none when it is not about a batch.</summary>
    public async Task<IReadOnlyList<BatchMessage>> TranslateAsync(
        Guid teamId, LiveMessage message, BatchMemory memory, CancellationToken cancel) => message.Topic switch
        {
            JobChanged.Topic => await OfJobAsync(teamId, Read<JobChanged>(message), message.At, memory, cancel),
            ItemsChanged.Topic => await OfItemsAsync(teamId, Read<ItemsChanged>(message), message.At, memory, cancel),
            "live.reset" => [new SocketError("Messages were missed: ask for the list again.")],
            _ => [],
        };

    private async Task<IReadOnlyList<BatchMessage>> OfJobAsync(
        Guid teamId, JobChanged job, DateTimeOffset at, BatchMemory memory, CancellationToken cancel)
    {
        if (job.Kind != BatchPlan.Kind)
            return [];
        var state = Enum.Parse<JobState>(job.State, ignoreCase: true);
        var ended = job.SucceededItems + job.FailedItems + job.CancelledItems;
        switch (state)
        {
            case JobState.Pending:
                return [new JobCreated(job.JobId, await jobs.JobsAheadAsync(teamId, job.JobId, cancel))];

            case JobState.Running when ended == 0:
                return [new JobStarted(job.JobId, job.StartedAt)];

            case JobState.Cancelled:
                // It changes again as its running items end; it is cancelled once.
                var first = memory.Cancelled.Add(job.JobId);
                if (job.FinishedAt is not null)
                    memory.Forget(job.JobId);
                return first ? [new JobCancelled(job.JobId, at)] : [];

            case JobState.Running when !memory.MayTellProgress(job.JobId, at):
                return [];

            default:
                var counts = await CountAsync(teamId, job.JobId, cancel);
                var progress = new JobProgress(job.JobId, job.Progress, counts.Succeeded, counts.Failed, null, at);
                if (state == JobState.Running)
                    return [progress];
                memory.Forget(job.JobId);
                return
                [
                    progress,
                    new JobCompleted(job.JobId, state.Status(), job.FinishedAt, job.SucceededItems, job.FailedItems),
                ];
        }
    }

    private async Task<IReadOnlyList<BatchMessage>> OfItemsAsync(
        Guid teamId, ItemsChanged changes, DateTimeOffset at, BatchMemory memory, CancellationToken cancel)
    {
        var messages = new List<BatchMessage>();
        foreach (var change in changes.Items)
            messages.AddRange(await OfItemAsync(teamId, change, at, memory, cancel));
        return messages;
    }

    private async Task<IReadOnlyList<BatchMessage>> OfItemAsync(
        Guid teamId, ItemChanged change, DateTimeOffset at, BatchMemory memory, CancellationToken cancel)
    {
        var state = Enum.Parse<ItemState>(change.State, ignoreCase: true);
        if (change.Kind != BatchPlan.Kind || state is not (ItemState.Leased or ItemState.Succeeded or ItemState.Failed))
            return [];
        if (state == ItemState.Leased && !memory.MayTellProgress(change.JobId, at))
            return [];
        if (await jobs.FindItemAsync(teamId, change.ItemId, cancel) is not { } item)
            return [];

        var input = BatchItemInput.Of(item.Input!.Value);
        if (state != ItemState.Leased)
            return
            [
                new JobItemCompleted(
                    change.JobId, change.ItemId, input.Image, input.Perspective, state.Status(), change.Error, item.FinishedAt),
            ];

        if (await jobs.FindAsync(teamId, change.JobId, cancel) is not { State: JobState.Running } job)
            return [];
        var counts = await CountAsync(teamId, change.JobId, cancel);
        var current = new CurrentItem(input.Image, input.Perspective);
        return [new JobProgress(change.JobId, job.Progress, counts.Succeeded, counts.Failed, current, at)];
    }

    private async Task<GroupCounts> CountAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        (await jobs.CountGroupsAsync(teamId, [jobId], cancel)).GetValueOrDefault(jobId) ?? new GroupCounts(0, 0);

    private static T Read<T>(LiveMessage message) => message.Payload.Deserialize<T>(SuiteJson.Options)!;
}

/// <summary>What one client was told, as far as it matters for what it is told next.</summary>
internal sealed class BatchMemory
{
    // Counting images costs a look at all items of the job: once a second is often enough for a progress bar.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, DateTimeOffset> _progress = [];

    public HashSet<Guid> Cancelled { get; } = [];

    public bool MayTellProgress(Guid jobId, DateTimeOffset at)
    {
        if (_progress.TryGetValue(jobId, out var last) && at - last < ProgressEvery)
            return false;
        _progress[jobId] = at;
        return true;
    }

    public void Forget(Guid jobId)
    {
        _progress.Remove(jobId);
        Cancelled.Remove(jobId);
    }
}
