using Suite.ServiceDefaults;

namespace Suite.Dashboard;

internal static class Problems
{
    /// <summary>There is no resource of this name.</summary>
    public static readonly ProblemKind ResourceNotFound = new("resource-not-found", StatusCodes.Status404NotFound);

    /// <summary>The resource has no such environment variable.</summary>
    public static readonly ProblemKind VariableNotFound = new("variable-not-found", StatusCodes.Status404NotFound);

    /// <summary>The engine could not carry out the command.</summary>
    public static readonly ProblemKind CommandFailed = new("command-failed", StatusCodes.Status409Conflict);

    /// <summary>The engine that runs the resources does not answer.</summary>
    public static readonly ProblemKind EngineUnavailable = new("engine-unavailable", StatusCodes.Status503ServiceUnavailable);

    /// <summary>A page of another origin wanted to write.</summary>
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);

    /// <summary>There is no run of telemetry of this id.</summary>
    public static readonly ProblemKind RunNotFound = new("run-not-found", StatusCodes.Status404NotFound);

    /// <summary>The file of this run is damaged, or of another version.</summary>
    public static readonly ProblemKind RunDamaged = new("run-damaged", StatusCodes.Status409Conflict);

    /// <summary>The run has no span of this trace.</summary>
    public static readonly ProblemKind TraceNotFound = new("trace-not-found", StatusCodes.Status404NotFound);

    /// <summary>The run has no such instrument.</summary>
    public static readonly ProblemKind InstrumentNotFound = new("instrument-not-found", StatusCodes.Status404NotFound);

    /// <summary>What was imported is not OTLP in JSON.</summary>
    public static readonly ProblemKind NotOtlp = new("not-otlp", StatusCodes.Status400BadRequest);

    /// <summary>Telemetry cannot be written to disk now.</summary>
    public static readonly ProblemKind StoreUnavailable = new("store-unavailable", StatusCodes.Status503ServiceUnavailable);
}
