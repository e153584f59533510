namespace Suite.Hosting.Engine;

/// <summary>How this copy of the application runs.</summary>
internal sealed class EngineOptions
{
    /// <summary>Volumes, logs, generated parameters, the lock: everything that this copy keeps.</summary>
    public required string DataFolder { get; init; }

    public required string AppHostDirectory { get; init; }

    /// <summary>hosting/native, where the set-up scripts are; null when the AppHost was built without them.</summary>
    public string? NativeFolder { get; init; }

    /// <summary>The dashboard's program, which is the telemetry hub too; null when the AppHost was built without it.</summary>
    public string? DashboardAssembly { get; init; }

    public string Configuration { get; init; } = "Debug";

    /// <summary><c>auto</c>, <c>native</c>, <c>docker</c> or <c>podman</c> (setting <c>Suite:Launcher</c>).</summary>
    public string Launcher { get; init; } = "auto";

    /// <summary>Every port is a free one, whatever was declared.</summary>
    public bool RandomizePorts { get; init; }

    /// <summary>No progress on the console: a test runner has its own.</summary>
    public bool Quiet { get; init; }
}
