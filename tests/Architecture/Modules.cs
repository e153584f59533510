using System.Reflection;
using Suite.Backend;

namespace Suite.Tests.Architecture;

/// <summary>The backend's modules, as the host refers to them.</summary>
internal static class Modules
{
    private static readonly string[] NotModules = ["Suite.ServiceDefaults", "Suite.Imaging"];

    public static IReadOnlyList<Assembly> All { get; } =
        [.. typeof(BackendHost).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("Suite.", StringComparison.Ordinal) && !NotModules.Contains(name.Name))
            .OrderBy(name => name.Name, StringComparer.Ordinal)
            .Select(Assembly.Load)];
}
