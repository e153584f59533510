using Suite.Charts.Results;
using Suite.Charts.Work;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

/// <summary>Reads extraction jobs: the engine's state of them, and what they are about. Other jobs do not exist here.</summary>
internal sealed class ChartJobs(IJobQueue jobs, ExtractionStore extractions, ResultStore results)
{
    public async Task<ChartJobView?> FindAsync(Guid teamId, Guid jobId, CancellationToken cancel)
    {
        if (await extractions.FindAsync(teamId, jobId, cancel) is not { } extraction
            || await jobs.FindAsync(teamId, jobId, cancel) is not { } job)
            return null;
        var (items, _) = await jobs.ListItemsByOffsetAsync(teamId, jobId, null, 0, 1, cancel);
        var result = job.State == JobState.Succeeded ? await results.FindAsync(teamId, jobId, cancel) : null;
        return ChartJobView.Of(extraction, job, items is [var item, ..] ? item : null, result);
    }
}
