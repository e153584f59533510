namespace Suite.Jobs;

/// <summary>Names this process in attempts: machine, process and a random part, since process ids come back.</summary>
internal sealed class WorkerName
{
    public string Name { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}"[..^24];
}
