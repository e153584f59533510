namespace Suite.Jobs;

/// <summary>What this process knows of one queue, and how many of its items it holds.</summary>
internal sealed class QueueWork(string name, Tally all, TimeProvider clock, TimeSpan poll)
{
    private volatile bool _exhausted;

    public string Name => name;

    public TurnMark Mark { get; } = new(clock, poll);

    public Pace Pace { get; } = new(clock);

    public Tally Held { get; } = new();

    /// <summary>The last claim left nothing that it could have taken: there is nothing to do until somebody says so.</summary>
    public bool Exhausted
    {
        get => _exhausted;
        set => _exhausted = value;
    }

    public void Add(ItemPhase phase, int count)
    {
        Held.Add(phase, count);
        all.Add(phase, count);
    }
}

/// <summary>Items by phase.</summary>
internal sealed class Tally
{
    private readonly int[] _counts = new int[3];

    public int Waiting => Volatile.Read(ref _counts[(int)ItemPhase.Waiting]);

    public int Handling => Volatile.Read(ref _counts[(int)ItemPhase.Handling]);

    public int Ending => Volatile.Read(ref _counts[(int)ItemPhase.Ending]);

    public int Total => Waiting + Handling + Ending;

    public void Add(ItemPhase phase, int count)
    {
        if (phase != ItemPhase.Gone)
            Interlocked.Add(ref _counts[(int)phase], count);
    }
}

/// <summary>What this process does with an item that it holds.</summary>
internal enum ItemPhase
{
    /// <summary>Claimed ahead: it waits for a slot.</summary>
    Waiting,

    /// <summary>Its handler runs.</summary>
    Handling,

    /// <summary>Its end is being written.</summary>
    Ending,

    /// <summary>It is not held any more.</summary>
    Gone,
}
