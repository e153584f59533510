using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Suite.Hosting.ApplicationModel;

/// <summary>How a resource stands at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Null while nothing is known: no health check, or none has run.</summary>
    public HealthStatus? HealthStatus { get; init; }

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    public bool IsHidden { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    /// <summary>When the resource was last healthy and its ready handlers were done.</summary>
    internal DateTime? ReadyTimeStamp { get; init; }

    /// <summary>Why the resource is not running, in words for people.</summary>
    internal string? Reason { get; init; }

    /// <summary>Names of the resources that hold this one back.</summary>
    internal ImmutableArray<string> WaitingFor { get; init; } = [];

    /// <summary>1 for the resource that started first.</summary>
    internal int? StartOrder { get; init; }
}

public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot?(string? text) =>
        text is null ? null : new ResourceStateSnapshot(text, KnownResourceStates.StyleOf(text));
}

public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText);

public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    public string? DisplayText { get; init; }
}

public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec)
{
    internal bool IsSecret { get; init; }
}

public sealed record ResourceCommandSnapshot(
    string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, string? ConfirmationMessage);

public enum ResourceCommandState
{
    Enabled,
    Disabled,
    Hidden,
}

/// <summary>The styles that a state is shown in.</summary>
public static class KnownResourceStateStyles
{
    public const string Success = "success";
    public const string Error = "error";
    public const string Info = "info";
    public const string Warn = "warn";
}

public static class KnownResourceStates
{
    public const string Hidden = nameof(Hidden);
    public const string Starting = nameof(Starting);
    public const string Running = nameof(Running);
    public const string FailedToStart = nameof(FailedToStart);
    public const string RuntimeUnhealthy = nameof(RuntimeUnhealthy);
    public const string Stopping = nameof(Stopping);
    public const string Exited = nameof(Exited);
    public const string Finished = nameof(Finished);
    public const string Waiting = nameof(Waiting);
    public const string NotStarted = nameof(NotStarted);
    public const string Building = nameof(Building);
    public const string ValueMissing = nameof(ValueMissing);
    public const string Active = nameof(Active);

    /// <summary>This machine cannot run the resource; the snapshot's reason says why.</summary>
    internal const string Skipped = nameof(Skipped);

    /// <summary>A process crashed and will be started again.</summary>
    internal const string Restarting = nameof(Restarting);

    public static IReadOnlyList<string> TerminalStates { get; } = [Finished, FailedToStart, Exited];

    internal static string? StyleOf(string state) => state switch
    {
        Running or Active => KnownResourceStateStyles.Success,
        FailedToStart or RuntimeUnhealthy => KnownResourceStateStyles.Error,
        Exited or ValueMissing or Restarting => KnownResourceStateStyles.Warn,
        _ => KnownResourceStateStyles.Info,
    };
}
