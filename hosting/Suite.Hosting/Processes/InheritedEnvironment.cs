namespace Suite.Hosting.Processes;

/// <summary>What children must not inherit: settings that are meant for the AppHost itself, secrets among them.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] Prefixes =
        ["ASPNETCORE_", "DOTNET_LAUNCH_PROFILE", "DOTNET_ENVIRONMENT", "ASPIRE_", "Parameters__", "MSBUILD", "DOTNET_CLI_", "ConnectionStrings__", "services__"];

    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsOurs).ToArray())
            environment.Remove(name);
    }

    private static bool IsOurs(string name) => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
