namespace Suite.Captioning;

/// <summary>What one client was told, as far as it matters for what it is told next.</summary>
/// <param name="since">What was before is no news.</param>
internal sealed class BatchMemory(DateTimeOffset since)
{
    // Counting images costs a look at all items of the job: once a second is often enough for a progress bar.
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, DateTimeOffset> _progress = [];
    private readonly HashSet<(Guid JobId, string What, DateTimeOffset? At)> _told = [];

    /// <summary>Whether this happened after the client came, and has not been told yet.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="what">What happened to it.</param>
    /// <param name="at">When.</param>
    /// <param name="repeats">It can happen again, at another time: a job that is retried ends twice.</param>
    public bool IsNew(Guid jobId, string what, DateTimeOffset at, bool repeats = true) =>
        at >= since && _told.Add((jobId, what, repeats ? at : null));

    public bool MayTellProgress(Guid jobId, DateTimeOffset at)
    {
        if (_progress.TryGetValue(jobId, out var last) && at - last < ProgressEvery)
            return false;
        _progress[jobId] = at;
        return true;
    }

    public void Forget(Guid jobId) => _progress.Remove(jobId);
}
