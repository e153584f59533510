using System.Text.Json;
using System.Text.RegularExpressions;

namespace Suite.Captioning;

/// <summary>Renders a caption for another perspective to read: <c>{field}</c> becomes the field's value, a list joined by commas.</summary>
internal static partial class ContextTemplate
{
    public static IEnumerable<string> FieldsOf(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    public static string Render(string template, JsonElement result) =>
        Placeholder().Replace(template, match =>
            result.ValueKind == JsonValueKind.Object && result.TryGetProperty(match.Groups[1].Value, out var value) ? Text(value) : "");

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(" ", value.EnumerateObject().Select(property => Text(property.Value))),
        JsonValueKind.Null => "",
        _ => value.ToString(),
    };

    [GeneratedRegex(@"\{([a-z0-9_]+)\}")]
    private static partial Regex Placeholder();
}
