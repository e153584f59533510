using System.Text.Json;

namespace Suite.Hosting.Launchers;

/// <summary>What Properties/launchSettings.json says about starting a project for development.</summary>
internal sealed record LaunchProfile(
    string? Name, IReadOnlyDictionary<string, string> EnvironmentVariables, IReadOnlyList<Uri> ApplicationUrls)
{
    private static readonly LaunchProfile None = new(null, new Dictionary<string, string>(), []);

    /// <summary>The named profile, or else the first that runs the project itself.</summary>
    public static LaunchProfile Read(string projectPath, string? name)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
            return None;

        using var settings = JsonDocument.Parse(
            File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (!settings.RootElement.TryGetProperty("profiles", out var profiles))
            return None;

        foreach (var profile in profiles.EnumerateObject())
        {
            if (name is null ? Text(profile.Value, "commandName") == "Project" : profile.Name == name)
                return new LaunchProfile(profile.Name, Variables(profile.Value), Urls(profile.Value));
        }

        return None;
    }

    private static string? Text(JsonElement profile, string property) =>
        profile.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static Dictionary<string, string> Variables(JsonElement profile) =>
        profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.ToString())
            : [];

    private static Uri[] Urls(JsonElement profile) =>
        [.. (Text(profile, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url))];
}
