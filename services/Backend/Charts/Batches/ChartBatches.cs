using System.Text.Json.Serialization;
using Suite.Charts.Work;
using Suite.Jobs;

namespace Suite.Charts.Batches;

/// <summary>A batch: it has an id of its own, and its jobs go through a queue beside those of others.</summary>
/// <param name="Status">Completed or failed when all have ended, failed if one of them has; else pending, queued or processing.</param>
/// <param name="Progress">Jobs that have ended, 0 to 100.</param>
internal sealed record ChartBatchView(
    [property: JsonPropertyName("batch_id")] Guid BatchId,
    [property: JsonPropertyName("queue_id")] Guid? QueueId,
    string Status,
    int Progress,
    [property: JsonPropertyName("total_jobs")] int TotalJobs,
    [property: JsonPropertyName("job_stats")] IReadOnlyDictionary<string, int> JobStats,
    [property: JsonPropertyName("job_ids")] IReadOnlyList<Guid> JobIds,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt);

/// <summary>Reads batches.</summary>
internal sealed class ChartBatches(IJobQueue jobs, ExtractionStore extractions)
{
    public async Task<ChartBatchView?> FindAsync(Guid teamId, Guid batchId, CancellationToken cancel)
    {
        if (await extractions.FindBatchAsync(teamId, batchId, cancel) is not { } batch)
            return null;
        var states = await JobsAsync(teamId, batchId, cancel);
        var statuses = states.Select(job => SeedWords.StatusOf(job.State, job.Released)).ToList();
        var ended = statuses.Count(status => status is SeedStatus.Completed or SeedStatus.Failed);
        return new ChartBatchView(
            batchId,
            batch.QueueId,
            SeedWords.Statuses.Word(StatusOf(statuses, ended)),
            statuses.Count == 0 ? 100 : 100 * ended / statuses.Count,
            statuses.Count,
            SeedWords.Statuses.Pairs.ToDictionary(pair => pair.Word, pair => statuses.Count(status => status == pair.Value)),
            [.. states.Select(job => job.Id).Order()],
            batch.CreatedAt);
    }

    /// <summary>The jobs of a batch whose images were not deleted since.</summary>
    public async Task<IReadOnlyList<JobView>> JobsAsync(Guid teamId, Guid batchId, CancellationToken cancel)
    {
        var made = await extractions.OfBatchAsync(teamId, batchId, cancel);
        return await jobs.FindManyAsync(teamId, [.. made.Select(extraction => extraction.JobId)], cancel);
    }

    private static SeedStatus StatusOf(List<SeedStatus> statuses, int ended) =>
        ended == statuses.Count ? statuses.Contains(SeedStatus.Failed) ? SeedStatus.Failed : SeedStatus.Completed
        : ended > 0 || statuses.Contains(SeedStatus.Processing) ? SeedStatus.Processing
        : statuses.Contains(SeedStatus.Queued) ? SeedStatus.Queued
        : SeedStatus.Pending;
}
