using Suite.Jobs;
using Suite.Platform;

namespace Suite.Captioning;

/// <summary>Reads the batches of a team among its jobs.</summary>
internal sealed class BatchReader(IJobQueue jobs, Db db)
{
    private const int ItemsAPage = 1_000;

    /// <summary>The job, if it is one of ours: through this façade other jobs do not exist.</summary>
    public async Task<JobView?> FindJobAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        await jobs.FindAsync(teamId, jobId, cancel) is { Kind: BatchPlan.Kind } job ? job : null;

    /// <summary>The batches in these states by priority, then by age, and how many there are.</summary>
    public async Task<(IReadOnlyList<BatchView> Page, int Total)> ListAsync(
        Guid teamId, IEnumerable<JobState> states, bool archivedToo, int offset, int limit, CancellationToken cancel)
    {
        string[] words = [.. states.Select(state => state.ToString().ToLowerInvariant())];
        var ids = await db.QueryAsync(
            BatchSql.List, args => Wanted(args).Add(limit).Add(offset), row => row.GetGuid(0), cancel);
        var total = await db.FirstAsync(BatchSql.CountListed, args => Wanted(args), row => row.GetInt32(0), cancel);
        var found = await jobs.FindManyAsync(teamId, ids, cancel);
        return (await ViewsAsync(teamId, [.. found.OrderBy(job => ids.IndexOf(job.Id))], cancel), total);

        SqlArgs Wanted(SqlArgs args) => args.Add(teamId).Add(BatchPlan.Kind).Add(words).Add(archivedToo);
    }

    /// <summary>An item with its job, if that is one of ours.</summary>
    public async Task<(ItemView Item, JobView Job)?> FindItemAsync(Guid teamId, long itemId, CancellationToken cancel) =>
        await jobs.FindItemAsync(teamId, itemId, cancel) is { } item
        && await FindJobAsync(teamId, item.JobId, cancel) is { } job ? (item, job) : null;

    /// <summary>Those of <paramref name="jobIds"/> that are batches of the team, in the order given.</summary>
    public async Task<IReadOnlyList<Guid>> KnownAsync(Guid teamId, IReadOnlyCollection<Guid> jobIds, CancellationToken cancel)
    {
        var known = await db.QueryAsync(
            BatchSql.Known, args => args.Add(teamId).Add(BatchPlan.Kind).Add(jobIds.ToArray()), row => row.GetGuid(0), cancel);
        return [.. jobIds.Intersect(known)];
    }

    /// <summary>What items of batches are about.</summary>
    public async Task<Dictionary<long, AboutItem>> AboutAsync(Guid teamId, IReadOnlyCollection<long> itemIds, CancellationToken cancel)
    {
        var items = await db.QueryAsync(
            BatchSql.About,
            args => args.Add(teamId).Add(itemIds.ToArray()),
            row => (Id: row.GetInt64(0), About: new AboutItem(row.GetString(1), row.GetString(2), row.TimeOrNull(3))),
            cancel);
        return items.ToDictionary(item => item.Id, item => item.About);
    }

    /// <summary>The time by the clock that jobs go by.</summary>
    public Task<DateTimeOffset> NowAsync(CancellationToken cancel) => db.FirstAsync(BatchSql.Now, null, row => row.Time(0), cancel);

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

/// <summary>What an item of a batch is about, and when it ended.</summary>
internal sealed record AboutItem(string Image, string Perspective, DateTimeOffset? FinishedAt);
