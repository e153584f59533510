using Suite.Charts.Extractions;
using Suite.Charts.Queues;
using Suite.Charts.Work;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Charts.Live;

/// <summary>What one client follows: a queue with all its jobs, or one job.</summary>
/// <param name="Since">When it came, by the clock that jobs go by.</param>
internal sealed record Watched(Guid TeamId, QueueView? Queue, Guid? JobId, DateTimeOffset Since);

/// <summary>Turns what the live channel says into the seed's messages, for one client.</summary>
internal sealed class SeedTranslator(ToldJobs jobs, ChartQueues queues, ExtractionStore extractions, Watched watched)
{
    /// <summary>What happens to a job may be told a moment after it: a client that came in between has missed nothing of it.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    /// <summary>The last status that the client was told of each job, and when it had ended then.</summary>
    private readonly Dictionary<Guid, (string Status, DateTimeOffset? EndedAt)> _told = [];

    /// <summary>Whether a job that items belong to is one of those that are followed.</summary>
    private readonly Dictionary<Guid, bool> _followed = [];

    public async Task<IReadOnlyList<SeedMessage>> TranslateAsync(LiveMessage message, CancellationToken cancel) => message.Topic switch
    {
        JobChanged.Topic => await OfJobAsync(message, message.Read<JobChanged>(), cancel),
        ItemsChanged.Topic => await OfItemsAsync(message.Read<ItemsChanged>(), cancel),
        QueueChanged.Topic => await OfQueueAsync(message.Read<QueueChanged>(), cancel),
        "live.reset" => [SeedMessage.Error("Messages were missed: ask for the present state.")],
        _ => [],
    };

    private async Task<IReadOnlyList<SeedMessage>> OfJobAsync(LiveMessage message, JobChanged change, CancellationToken cancel)
    {
        if (change.Kind != DigitiseChart.Kind || !(change.JobId == watched.JobId || change.Queue == watched.Queue?.Name))
            return [];
        // It had ended before the client came: this is its being archived, or brought back.
        if (change.FinishedAt < watched.Since - Delay)
            return [];
        if (await jobs.FindAsync(watched.TeamId, message, change.JobId, cancel) is not { } job)
            return [];

        var state = Enum.Parse<JobState>(change.State, ignoreCase: true);
        var isNew = watched.Queue is not null && state == JobState.Pending && !_told.ContainsKey(job.JobId)
            && change.CreatedAt >= watched.Since - Delay;
        // A job that is cancelled while it runs changes twice; the client hears of it once. One that is run again may fail again
        // before anything of that is translated: then it ended at another time.
        if (_told.TryGetValue(job.JobId, out var before) && before.Status == job.Status
            && (before.EndedAt is null || before.EndedAt == job.CompletedAt))
            return [];
        _told[job.JobId] = (job.Status, job.CompletedAt);
        // The job is read later than it was told of: a new one may have ended by now, and the message of its end will be a repetition.
        return (isNew, job.Status) switch
        {
            (true, "pending" or "queued") => [SeedMessage.Added(job)],
            (true, _) => [SeedMessage.Added(job), .. OfStatus(job)],
            _ => OfStatus(job),
        };
    }

    private static IReadOnlyList<SeedMessage> OfStatus(ChartJobView job) => job.Status switch
    {
        "completed" => [SeedMessage.StatusChanged(job), SeedMessage.Completed(job)],
        "failed" => [SeedMessage.StatusChanged(job), SeedMessage.Failed(job)],
        _ => [SeedMessage.StatusChanged(job)],
    };

    private async Task<IReadOnlyList<SeedMessage>> OfItemsAsync(ItemsChanged changes, CancellationToken cancel)
    {
        var messages = new List<SeedMessage>();
        foreach (var item in changes.Items)
            if (item is { Kind: DigitiseChart.Kind, State: "leased", Progress: > 0 } && await IsFollowedAsync(item.JobId, cancel))
                messages.Add(SeedMessage.Progress(item.JobId, item.Progress));
        return messages;
    }

    private async Task<IReadOnlyList<SeedMessage>> OfQueueAsync(QueueChanged change, CancellationToken cancel)
    {
        if (change.QueueId != watched.Queue?.Id)
            return [];
        return await queues.FindAsync(watched.TeamId, change.QueueId, cancel) is { } queue
            ? [SeedMessage.QueueChanged(queue.Id, SeedWords.QueueStates.Word(queue.State), queue.Running())]
            : [SeedMessage.Error("The queue was deleted.")];
    }

    private async Task<bool> IsFollowedAsync(Guid jobId, CancellationToken cancel)
    {
        if (watched.Queue is not { } queue)
            return watched.JobId == jobId;
        if (!_followed.TryGetValue(jobId, out var followed))
            _followed[jobId] = followed = await extractions.FindAsync(watched.TeamId, jobId, cancel) is { } job
                && (job.QueueId is { } named ? named == queue.Id : queue.Shared);
        return followed;
    }
}
