using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Whether anybody is there who could run what a job has ready.</summary>
internal sealed class WorkerReasons(Db db)
{
    public Task<List<WaitReason>> OfAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.QueryAsync(
            ExternalSql.StepsWithoutWorker,
            args => args.Add(teamId).Add(jobId),
            row => new WaitReason("no-worker", $"No worker that is there takes {row.GetString(0)}."),
            cancel);
}
