namespace Suite.ModelGateway.Local;

/// <summary>
/// Something the gateway can do with weights on this machine. Every registered capability is loaded in the background at
/// start by <see cref="CapabilityLoader"/> and shown by name in the body of /health.
/// </summary>
internal interface ICapability
{
    /// <summary>The task as it appears in routes: <c>detect</c>, <c>moderate</c>, <c>extract</c>, <c>embed</c>.</summary>
    string Name { get; }

    /// <summary>The model that answers, as it appears in answers.</summary>
    string Model { get; }

    CapabilityStatus Status { get; }

    /// <summary>Loads and warms the model. Failures end in <see cref="Status"/>, not in an exception.</summary>
    Task LoadAsync(CancellationToken cancel);
}

/// <summary><paramref name="Detail"/> is for a person: what is going on, or what to do about it.</summary>
internal sealed record CapabilityStatus(CapabilityState State, string Detail);

internal enum CapabilityState
{
    Loading,
    Ready,
    WeightsMissing,
    Failed,
}
