namespace Suite.Hosting.Testing;

/// <summary>What a test decides before the AppHost's program runs.</summary>
public sealed class DistributedApplicationTestingBuilderOptions
{
    /// <summary>
    /// The dashboard runs beside the application, on a free port, and with it the telemetry hub. Waiting stays impatient: whoever
    /// waits for something that fails, fails.
    /// </summary>
    public bool EnableDashboard { get; set; }
}
