using System.Text.Json;
using Microsoft.Extensions.Options;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Enqueues, finds and lists jobs.</summary>
internal sealed class JobStore(Db db, Admission admission, IOptions<JobsOptions> options, TimeProvider clock)
    : IJobQueue
{
    public async Task<EnqueuedJob> EnqueueAsync(NewJob job, CancellationToken cancel, ISql? within = null)
    {
        Check(job);
        using var span = JobTracing.Enqueue(job);
        // Most jobs go in at once, by a statement that is a transaction of its own; why one does not is asked only then.
        return await InsertAtOnceAsync(within ?? db, job, cancel)
            ?? (within is null
                ? await db.InTransactionAsync(sql => InsertAsync(sql, job, cancel), cancel)
                : await InsertAsync(within, job, cancel));
    }

    public Task<JobView?> FindAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.FirstAsync<JobView?>(JobSql.Find, args => args.Add(teamId).Add(jobId), JobRow.View, cancel);

    public async Task<IReadOnlyList<JobView>> FindManyAsync(
        Guid teamId, IReadOnlyCollection<Guid> jobIds, CancellationToken cancel) =>
        await db.QueryAsync(JobSql.FindMany, args => args.Add(teamId).Add(jobIds.ToArray()), JobRow.View, cancel);

    public async Task<Page<JobView>> ListAsync(Guid teamId, JobFilter filter, int limit, string? cursor, CancellationToken cancel)
    {
        var from = Paging.Decode<JobCursor>(cursor) ?? JobCursor.Start;
        var page = new List<(JobView Job, JobCursor Here)>();
        // One more than asked tells whether there is a next page.
        if (!from.Finished)
        {
            page.AddRange(await db.QueryAsync(
                JobSql.ListUnfinished,
                args => Filter(args, teamId, filter).Add(from.Waiting).Add(from.At).AddId(from.Id).Add(limit + 1),
                row =>
                {
                    var job = JobRow.View(row);
                    return (job, new JobCursor(false, job.State != JobState.Running, row.Time(20), job.Id));
                },
                cancel));
            from = JobCursor.FirstFinished;
        }
        if (page.Count <= limit)
            page.AddRange(await db.QueryAsync(
                JobSql.ListFinished,
                args => Filter(args, teamId, filter).Add(from.At).AddId(from.Id).Add(limit + 1 - page.Count),
                row =>
                {
                    var job = JobRow.View(row);
                    return (job, new JobCursor(true, false, job.FinishedAt!.Value, job.Id));
                },
                cancel));

        var (entries, next) = page.ToPage(limit, entry => entry.Here);
        return new Page<JobView>([.. entries.Select(entry => entry.Job)], next);
    }

    public async Task<Page<ItemView>> ListItemsAsync(
        Guid teamId, Guid jobId, ItemState? state, int limit, string? cursor, CancellationToken cancel)
    {
        var after = Paging.Decode<ItemCursor>(cursor)?.Id ?? 0;
        var items = await db.QueryAsync(
            JobSql.ListItems,
            args => args.Add(jobId).Add(teamId).AddText(state?.Word()).Add(after).Add(limit + 1),
            ItemRow.View,
            cancel);
        return items.ToPage(limit, item => new ItemCursor(item.Id));
    }

    public async Task<(IReadOnlyList<ItemView> Items, int Total)> ListItemsByOffsetAsync(
        Guid teamId, Guid jobId, ItemState? state, int offset, int limit, CancellationToken cancel)
    {
        var items = await db.QueryAsync(
            JobSql.ListItemsByOffset,
            args => args.Add(jobId).Add(teamId).AddText(state?.Word()).Add(limit).Add(offset),
            ItemRow.View,
            cancel);
        var total = await db.FirstAsync(
            JobSql.CountItems, args => args.Add(jobId).Add(teamId).AddText(state?.Word()), row => row.GetInt32(0), cancel);
        return (items, total);
    }

    public Task<ItemView?> FindItemAsync(Guid teamId, long itemId, CancellationToken cancel) =>
        db.FirstAsync<ItemView?>(JobSql.FindItem, args => args.Add(teamId).Add(itemId), ItemRow.View, cancel);

    public async Task<IReadOnlyDictionary<Guid, GroupCounts>> CountGroupsAsync(
        Guid teamId, IReadOnlyCollection<Guid> jobIds, CancellationToken cancel)
    {
        var counts = await db.QueryAsync(
            JobSql.CountGroups,
            args => args.Add(teamId).Add(jobIds.ToArray()),
            row => (JobId: row.GetGuid(0), Counts: new GroupCounts(row.GetInt32(1), row.GetInt32(2))),
            cancel);
        return counts.ToDictionary(row => row.JobId, row => row.Counts);
    }

    public Task<int> JobsAheadAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.FirstAsync(JobSql.JobsAhead, args => args.Add(teamId).Add(jobId), row => row.GetInt32(0), cancel);

    /// <summary>What came out of a job: the last output, and the first failure's reason.</summary>
    public Task<JobOutcome?> OutcomeAsync(Guid jobId, CancellationToken cancel) =>
        db.FirstAsync<JobOutcome?>(
            JobSql.Outcome, args => args.Add(jobId), row => new JobOutcome(row.JsonOrNull(0), row.TextOrNull(1)), cancel);

    private async Task<EnqueuedJob?> InsertAtOnceAsync(ISql sql, NewJob job, CancellationToken cancel) =>
        job.DependsOn is { Count: > 0 } ? null : await InsertJobAsync(sql, job, Admitted.AtOnce, cancel);

    private async Task<EnqueuedJob> InsertAsync(ISql sql, NewJob job, CancellationToken cancel)
    {
        var admitted = await admission.AdmitAsync(sql, job, cancel);
        while (true)
        {
            if (await InsertJobAsync(sql, job, admitted, cancel) is { } inserted)
            {
                await admission.SettleAsync(sql, inserted.JobId, admitted, cancel);
                return inserted;
            }

            // The other one may end between the two statements; then there is room for ours.
            var duplicate = await sql.FirstAsync<JobView?>(
                JobSql.FindDuplicate, args => args.Add(job.TeamId).Add(job.Kind).Add(job.DedupKey!), JobRow.View, cancel);
            if (duplicate is not null)
                return new EnqueuedJob(duplicate.Id, duplicate.CreatedAt, Created: false);
        }
    }

    private Task<EnqueuedJob?> InsertJobAsync(ISql sql, NewJob job, Admitted admitted, CancellationToken cancel) =>
        sql.FirstAsync<EnqueuedJob?>(
            JobSql.InsertJob,
            args => args.Add(Ids.New(clock)).Add(job.TeamId).Add(job.Queue).Add(job.Kind).Add(job.Priority)
                .AddJson(job.Config?.GetRawText()).AddId(job.CreatedBy).AddText(job.DedupKey)
                .Add(job.Items.Any(item => item.After is not null)).Add(job.Items.Count)
                .Add(job.RunAfter?.ToUniversalTime(), NpgsqlDbType.TimestampTz).Add(admitted.WaitingFor)
                .Add(job.LimitKeys?.ToArray() ?? []).AddText(JobTracing.Present)
                .Add(job.Items.Select(item => item.Step).ToArray())
                .Add(job.Items.Select(item => item.After).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer)
                .Add(job.Items.Select(item => item.Group).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer)
                .Add(job.Items.Select(item => item.AssetId).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid)
                .Add(job.Items.Select(item => item.Input?.GetRawText()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)
                .Add(clock.GetUtcNow()),
            row => new EnqueuedJob(row.GetGuid(0), row.Time(1), Created: true),
            cancel);

    private void Check(NewJob job)
    {
        if (job.Items.Count > options.Value.MaxItems)
            throw Problems.JobTooLarge.ToException($"A job has at most {options.Value.MaxItems} items; this one has {job.Items.Count}.");
        ArgumentOutOfRangeException.ThrowIfZero(job.Items.Count);
        for (var index = 0; index < job.Items.Count; index++)
            if (job.Items[index].After is { } after && (after < 0 || after >= index))
                throw new ArgumentException($"Item {index} waits for item {after}, which is not before it.", nameof(job));
    }

    private static SqlArgs Filter(SqlArgs args, Guid teamId, JobFilter filter) => args
        .Add(teamId).AddText(filter.Queue).AddText(filter.Kind).AddText(filter.State?.Word()).Add(filter.IncludeArchived)
        .AddText(SearchText.Escape(filter.Search));
}

internal sealed record JobOutcome(JsonElement? Result, string? Error);
