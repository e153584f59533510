namespace Suite.Gateway.Status;

/// <summary>Makes one word of several replicas'.</summary>
internal static class Roll
{
    public static ServiceStatus Up(string name, IReadOnlyList<ReplicaStatus> replicas) => new(
        name,
        StateOf([.. replicas.Select(replica => replica.State)], none: ServiceState.Absent),
        replicas.Max(replica => replica.Ms),
        null,
        ReasonOf(replicas),
        replicas,
        [.. replicas.SelectMany(replica => replica.Dependencies).GroupBy(one => one.Name).Select(Together)]);

    // Of two replicas one is enough to work, and one that fails is worth a look.
    private static ServiceState StateOf(IReadOnlyList<ServiceState> states, ServiceState none) =>
        states.Count == 0 ? none
        : states.All(state => state == ServiceState.Up) ? ServiceState.Up
        : states.All(state => state == ServiceState.Down) ? ServiceState.Down
        : ServiceState.Degraded;

    private static DependencyStatus Together(IGrouping<string, DependencyStatus> words) => new(
        words.Key,
        StateOf([.. words.Select(word => word.State)], none: ServiceState.Unknown),
        words.Max(word => word.Ms),
        words.Max(word => word.Since),
        words.Select(word => word.Reason).FirstOrDefault(reason => reason is not null));

    private static string? ReasonOf(IReadOnlyList<ReplicaStatus> replicas)
    {
        var failing = replicas.Where(replica => replica.Reason is not null).ToArray();
        return failing.Length == 0 ? null
            : replicas.Count == 1 ? failing[0].Reason
            : string.Join(' ', failing.Select(replica => $"{replica.Name}: {replica.Reason}"));
    }
}
