namespace Suite.Captioning;

/// <summary>Which jobs one client wants to hear of: all of its team, until it says otherwise.</summary>
internal sealed class BatchFilter
{
    private volatile HashSet<Guid>? _jobs;

    /// <summary>Null: all.</summary>
    public void Set(IReadOnlyList<Guid>? jobIds) => _jobs = jobIds is null ? null : [.. jobIds];

    public bool LetsPass(BatchMessage message) =>
        _jobs is not { } wanted || message.About() is not { } about || about.Any(wanted.Contains);
}
