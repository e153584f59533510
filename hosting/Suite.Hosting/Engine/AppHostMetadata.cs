using System.Reflection;

namespace Suite.Hosting.Engine;

/// <summary>What AppHost.targets writes into the AppHost's assembly.</summary>
internal static class AppHostMetadata
{
    public static string? ProjectDirectory(Assembly? appHost) => Value(appHost, "apphostprojectpath");

    /// <summary>hosting/native, with the set-up scripts.</summary>
    public static string? NativeFolder(Assembly? appHost) => Value(appHost, "suitenativepath");

    public static string? DashboardProject(Assembly? appHost) => Value(appHost, "suitedashboardproject");

    public static string? DashboardAssembly(Assembly? appHost) => Value(appHost, "suitedashboardassembly");

    public static string Configuration(Assembly? appHost) =>
        appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } name ? name : "Debug";

    private static string? Value(Assembly? appHost, string key) => appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => string.Equals(metadata.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
