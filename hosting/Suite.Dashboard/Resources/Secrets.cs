using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Suite.Dashboard.Resources;

/// <summary>Keeps secret values out of what is sent to browsers; one is fetched by name when somebody asks to see it.</summary>
internal static partial class Secrets
{
    /// <summary>A copy of the resource whose secret variables have <c>"value": null, "secret": true</c>.</summary>
    public static JsonObject Mask(JsonObject resource)
    {
        var copy = (JsonObject)resource.DeepClone();
        foreach (var variable in Variables(copy).Where(IsSecret))
        {
            variable["secret"] = true;
            variable["value"] = null;
        }
        return copy;
    }

    public static string? ValueOf(JsonObject resource, string name) =>
        Variables(resource).FirstOrDefault(variable => Text(variable, "name") == name) is { } found ? Text(found, "value") : null;

    private static IEnumerable<JsonObject> Variables(JsonObject resource) =>
        (resource["environment"] as JsonArray ?? []).OfType<JsonObject>();

    // The engine marks what came from a secret; a name that says so is believed as well.
    private static bool IsSecret(JsonObject variable) =>
        variable["secret"]?.GetValue<bool>() == true || SecretName().IsMatch(Text(variable, "name") ?? "");

    private static string? Text(JsonObject variable, string property) => variable[property]?.GetValue<string>();

    [GeneratedRegex("password|secret|token|api_?key|connectionstring|database_?url|_uri$|_headers$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
