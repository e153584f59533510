using System.Reflection;

namespace Suite.Hosting;

public sealed class DistributedApplicationOptions
{
    /// <summary>Names the assembly that says where the AppHost project is; the entry assembly when null.</summary>
    public string? AssemblyName { get; set; }

    public string[]? Args { get; set; }

    /// <summary>No dashboard is started: tests have no use for one.</summary>
    public bool DisableDashboard { get; set; }

    public string? ProjectDirectory { get; set; }

    internal Assembly? Assembly { get; set; }
}
