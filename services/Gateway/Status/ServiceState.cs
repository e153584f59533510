namespace Suite.Gateway.Status;

/// <summary>How a service is, seen from the gateway.</summary>
internal enum ServiceState
{
    /// <summary>It works.</summary>
    Up,

    /// <summary>It works, with something missing: a replica, or a server that it can do without.</summary>
    Degraded,

    /// <summary>It does not answer, or says that it cannot work.</summary>
    Down,

    /// <summary>Whoever could tell does not answer.</summary>
    Unknown,

    /// <summary>It is no part of this run.</summary>
    Absent,
}

/// <param name="State">The worst that counts: without the backend nothing works, without another service something is missing.</param>
internal sealed record SuiteStatus(DateTimeOffset CheckedAt, ServiceState State, IReadOnlyList<ServiceStatus> Services);

/// <param name="Ms">How long the slowest replica took to answer.</param>
/// <param name="Since">When the gateway first saw this state; null for what it cannot know.</param>
/// <param name="Replicas">None in what is told to people who are not administrators.</param>
internal sealed record ServiceStatus(
    string Name, ServiceState State, double? Ms, DateTimeOffset? Since, string? Reason,
    IReadOnlyList<ReplicaStatus> Replicas, IReadOnlyList<DependencyStatus> Dependencies);

internal sealed record ReplicaStatus(
    string Name, ServiceState State, double? Ms, string? Reason, IReadOnlyList<DependencyStatus> Dependencies);

/// <summary>Something that a service needs or uses, by the service's own word.</summary>
internal sealed record DependencyStatus(string Name, ServiceState State, double? Ms, DateTimeOffset? Since, string? Reason);
