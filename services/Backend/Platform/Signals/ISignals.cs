namespace Suite.Platform;

/// <summary>
/// Short wake-up calls between the replicas. They may be lost, doubled or late: what happened is in the database, and whoever
/// listens also looks there from time to time.
/// </summary>
public interface ISignals
{
    /// <summary>True while this replica hears what is published within PostgreSQL transactions.</summary>
    bool IsListening { get; }

    /// <summary>
    /// Calls <paramref name="onSignal"/> for every signal of this name, with its payload; and with an empty payload after the
    /// connection was lost, for any signal may have been missed. It must return quickly.
    /// </summary>
    IDisposable Subscribe(string name, Action<string> onSignal);

    /// <summary>Sends at once: by Redis when it answers, else by PostgreSQL. Never throws for a server that is away.</summary>
    Task PublishAsync(string name, string payload, CancellationToken cancel);

    /// <summary>Sends when the transaction <paramref name="within"/> commits.</summary>
    Task PublishAsync(ISql within, string name, string payload, CancellationToken cancel);
}
