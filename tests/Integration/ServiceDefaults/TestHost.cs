namespace Suite.Tests.Integration.ServiceDefaults;

internal static class TestHost
{
    /// <summary>No watching of configuration files: a run starts more hosts than a user may have file watchers (128).</summary>
    public static string[] Arguments { get; } = ["--hostBuilder:reloadConfigOnChange=false"];
}
