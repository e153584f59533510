using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>Reads the batches of a team among its jobs.</summary>
internal sealed class BatchReader(IJobQueue jobs)
{
    private const int ItemsAPage = 1_000;

    /// <summary>The job, if it is one of ours: through this façade other jobs do not exist.</summary>
    public async Task<JobView?> FindJobAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        await jobs.FindAsync(teamId, jobId, cancel) is { Kind: BatchPlan.Kind } job ? job : null;

    public async Task<IReadOnlyList<BatchView>> ViewsAsync(Guid teamId, IReadOnlyList<JobView> batches, CancellationToken cancel)
    {
        var counts = await jobs.CountGroupsAsync(teamId, [.. batches.Select(job => job.Id)], cancel);
        return [.. batches.Select(job => BatchView.Of(job, counts.GetValueOrDefault(job.Id)))];
    }

    public async Task<List<BatchItemView>> ItemsAsync(Guid teamId, Guid jobId, CancellationToken cancel)
    {
        var items = new List<BatchItemView>();
        string? cursor = null;
        do
        {
            var page = await jobs.ListItemsAsync(teamId, jobId, null, ItemsAPage, cursor, cancel);
            items.AddRange(page.Items.Select(BatchItemView.Of));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return items;
    }
}
