using Suite.Platform;

namespace Suite.Jobs;

/// <summary>What watchers and other modules are told, in the transaction that made the change.</summary>
internal static class JobEvents
{
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

    public static NewEvent Of(ItemChange item) => new(
        ItemChanged.Topic,
        item.TeamId,
        new ItemChanged(
            item.JobId, item.ItemId, item.Kind, item.Step, item.AssetId, item.State, item.Progress, item.Attempts, item.Error),
        Live: true);
}
