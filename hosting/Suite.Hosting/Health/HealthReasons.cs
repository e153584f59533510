using System.Text.Json;

namespace Suite.Hosting.Health;

/// <summary>
/// What the body of a /health says about what the service misses: <c>{"dependencies":[{"name","status","reason"}]}</c>, as the services
/// of the suite answer. Anybody else's body says nothing.
/// </summary>
internal static class HealthReasons
{
    /// <summary>One sentence for each dependency that is not healthy; null when there is none to tell.</summary>
    public static string? In(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var sentences = Dependencies(document.RootElement).Select(Sentence).OfType<string>().ToArray();
            return sentences.Length == 0 ? null : string.Join(' ', sentences);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonElement> Dependencies(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("dependencies", out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Sentence(JsonElement dependency) =>
        Text(dependency, "reason") is { } reason ? $"{Text(dependency, "name")}: {reason}" : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
