using Suite.Platform;

namespace Suite.Jobs;

/// <summary>What watchers and other modules are told, in the transaction that made the change.</summary>
internal static class JobEvents
{
    // A live message should stay readable for a slow client: a few hundred items are about a hundred kilobytes. Their errors may be
    // long, and a letter of them six bytes of JSON: hundreds of such would be more than the outbox takes.
    private const int MostItems = 500;
    private const int MostOfErrors = 50_000;

    /// <summary>
    /// The same as <see cref="Of(TeamJob)"/>, for statements that tell of a row <c>job</c> themselves: arguments of
    /// <c>platform.tell</c>, behind the time.
    /// </summary>
    public const string OfJob = """
        'jobs.job-changed', job.team_id, json_build_object(
            'jobId', job.id, 'queue', job.queue, 'kind', job.kind, 'state', job.state, 'priority', job.priority,
            'totalItems', job.total_items, 'succeededItems', job.succeeded_items, 'failedItems', job.failed_items,
            'cancelledItems', job.cancelled_items,
            'progress', 100 * (job.succeeded_items + job.failed_items + job.cancelled_items)::bigint / job.total_items,
            'createdAt', job.created_at, 'startedAt', job.started_at, 'finishedAt', job.finished_at)::text, true
        """;

    public static NewEvent Of(TeamJob changed)
    {
        var job = changed.Job;
        return new NewEvent(
            JobChanged.Topic,
            changed.TeamId,
            new JobChanged(
                job.Id, job.Queue, job.Kind, job.State.Word(), job.Priority, job.TotalItems, job.SucceededItems, job.FailedItems,
                job.CancelledItems, job.Progress, job.CreatedAt, job.StartedAt, job.FinishedAt),
            Live: true);
    }

    public static NewEvent Of(Guid teamId, QueueView queue, string change) => new(
        QueueChanged.Topic,
        teamId,
        new QueueChanged(queue.Id, queue.Name, queue.Title, queue.State, queue.MaxRunningItems, change),
        Live: true);

    /// <summary>One event for many items; a team is told only of its own.</summary>
    public static List<NewEvent> Of(IEnumerable<ItemChange> changes) =>
    [
        .. changes.GroupBy(change => change.TeamId).SelectMany(team => Messages(team).Select(items =>
            new NewEvent(ItemsChanged.Topic, team.Key, new ItemsChanged(items), Live: true))),
    ];

    private static IEnumerable<List<ItemChanged>> Messages(IEnumerable<ItemChange> changes)
    {
        var (items, errors) = (new List<ItemChanged>(), 0);
        foreach (var change in changes)
        {
            errors += change.Error?.Length ?? 0;
            if (items.Count == MostItems || (errors > MostOfErrors && items.Count > 0))
            {
                yield return items;
                (items, errors) = ([], change.Error?.Length ?? 0);
            }
            items.Add(Of(change));
        }
        if (items.Count > 0)
            yield return items;
    }

    private static ItemChanged Of(ItemChange item) => new(
        item.JobId, item.ItemId, item.Kind, item.Step, item.AssetId, item.State, item.Progress, item.Attempts, item.Error);
}
