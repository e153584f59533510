namespace Suite.Jobs;

/// <summary>Divides the room that a queue and the usage limits leave among jobs, in their turn.</summary>
/// <param name="items">Items that the queue and the worker have room for.</param>
/// <param name="jobs">Further jobs that may begin; null: any number.</param>
/// <param name="itemsPerJob">Items of one job that may run at once; null: any number.</param>
/// <param name="limits">What each limit leaves, by its key.</param>
internal sealed class Allotment(int items, int? jobs, int? itemsPerJob, IReadOnlyDictionary<string, int> limits)
{
    private readonly Dictionary<string, int> _left = new(limits);
    private readonly Dictionary<Guid, int> _items = [];
    private int? _jobs = jobs;

    public IReadOnlyDictionary<Guid, int> Items => _items;

    /// <summary>Items for which there is room yet.</summary>
    public int Room { get; private set; } = items;

    public bool MayBeginJobs => _jobs is null or > 0;

    /// <summary>Limits that leave nothing more.</summary>
    public string[] Exhausted => [.. _left.Where(limit => limit.Value <= 0).Select(limit => limit.Key)];

    public void Offer(Candidate job)
    {
        if (job.Begins && !MayBeginJobs)
            return;
        var keys = job.Keys.Where(_left.ContainsKey).ToList();
        var share = keys.Select(key => _left[key])
            .Append(Room).Append(job.Ready).Append((itemsPerJob ?? int.MaxValue) - job.Running)
            .Min();
        if (share <= 0)
            return;

        _items[job.Id] = share;
        Room -= share;
        foreach (var key in keys)
            _left[key] -= share;
        if (job.Begins)
            _jobs--;
    }
}

/// <summary>A job whose turn it may be.</summary>
/// <param name="Keys">The limits that it counts against, set or not.</param>
/// <param name="Begins">None of its items has run yet.</param>
/// <param name="Ready">Items that could start, as many as are asked for at most.</param>
/// <param name="Running">Items that run.</param>
internal sealed record Candidate(Guid Id, string[] Keys, bool Begins, int Ready, int Running);
