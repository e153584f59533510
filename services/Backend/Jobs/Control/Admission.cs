using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Whether a new job may be enqueued, and what it waits for.</summary>
internal sealed class Admission(QueueCatalog queues, IOutbox outbox, IOptions<JobsOptions> options)
{
    /// <summary>Holds what the job depends on, so that none of it changes before the job is in.</summary>
    /// <exception cref="Suite.ServiceDefaults.ProblemException">The queue or a dependency does not admit the job.</exception>
    public async Task<Admitted> AdmitAsync(ISql sql, NewJob job, CancellationToken cancel)
    {
        var queue = await queues.HoldAsync(sql, job.Queue, cancel);
        if (queue.Deleted || (queue.TeamId is { } owner && owner != job.TeamId))
            throw Problems.QueueNotFound.ToException($"There is no queue {job.Queue}.");
        if (queue.State == QueueState.Stopped)
            throw Problems.QueueStopped.ToException($"Queue {job.Queue} is stopped and takes no new jobs.");
        return job.DependsOn is { Count: > 0 } awaited
            ? await AwaitAsync(sql, job.TeamId, [.. awaited.Distinct()], cancel)
            : Admitted.AtOnce;
    }

    /// <summary>Writes down what the job that is now in waits for; it ends cancelled if that has failed already.</summary>
    public async Task SettleAsync(ISql sql, Guid jobId, Admitted admitted, CancellationToken cancel)
    {
        if (admitted.Jobs.Count == 0)
            return;

        var ids = admitted.Jobs.Select(awaited => awaited.Id).ToArray();
        await sql.ExecuteAsync(DependencySql.MarkAwaited, args => args.Add(ids), cancel);
        await sql.ExecuteAsync(DependencySql.Add, args => args.Add(jobId).Add(ids), cancel);
        if (admitted.Jobs.FirstOrDefault(awaited => awaited.IsBroken) is { } broken)
            await CancelledJob.MakeAsync(sql, outbox, jobId, broken.Reason, cancel);
    }

    private async Task<Admitted> AwaitAsync(ISql sql, Guid teamId, Guid[] ids, CancellationToken cancel)
    {
        if (ids.Length > options.Value.MaxDependencies)
            throw Problems.TooManyDependencies.ToException($"A job waits for at most {options.Value.MaxDependencies} jobs.");
        return new Admitted(await AwaitedJob.HoldAsync(sql, teamId, ids, cancel));
    }
}

/// <summary>What a job that was admitted waits for.</summary>
internal sealed record Admitted(IReadOnlyList<AwaitedJob> Jobs)
{
    public static readonly Admitted AtOnce = new([]);

    public int WaitingFor => Jobs.Count(job => !job.Ended);
}
