namespace Suite.Hosting.Processes;

/// <summary>All that is needed to start one process.</summary>
internal sealed record LaunchSpec(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    /// <summary>Added to the AppHost's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: the AppHost's own account.</summary>
    public UnixUser? User { get; init; }

    /// <summary>The signal that asks the process to end in good order.</summary>
    public int StopSignal { get; init; } = Posix.SigTerm;

    /// <summary>A command that asks in place of the signal: program and arguments.</summary>
    public string[]? StopCommand { get; init; }
}
