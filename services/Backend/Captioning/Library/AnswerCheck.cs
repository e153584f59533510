using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.Platform;

namespace Suite.Captioning;

/// <summary>
/// Holds a model's answer to the fields of its perspective, to any depth: all that is wrong is named, and fields that were not asked
/// for are dropped, so that what is stored has exactly the shape that was promised.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>The method of a language model that saw the image; others fill what they can measure and leave the rest null.</summary>
    public const string Model = "model";

    public static CheckedAnswer Check(JsonElement? answer, string method, IReadOnlyList<SchemaField> fields)
    {
        var faults = new List<string>();
        var kept = InObject(answer ?? default, fields, "", mayBeOpen: method != Model, faults);
        return new CheckedAnswer(faults.Count == 0 ? JsonSerializer.SerializeToElement(kept) : null, faults);
    }

    private static JsonObject? InObject(
        JsonElement value, IReadOnlyList<SchemaField> fields, string place, bool mayBeOpen, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{(place.Length == 0 ? "the answer" : place)} must be an object, and is {Kind(value)}");
            return null;
        }

        var kept = new JsonObject();
        foreach (var field in fields)
        {
            var here = place.Length == 0 ? field.Name : $"{place}.{field.Name}";
            if (!value.TryGetProperty(field.Name, out var inner))
                faults.Add($"{here} is missing");
            else
                kept[field.Name] = mayBeOpen && inner.ValueKind == JsonValueKind.Null ? null : InField(inner, field, here, faults);
        }
        return kept;
    }

    private static JsonNode? InField(JsonElement value, SchemaField field, string here, List<string> faults)
    {
        if (!field.IsList)
            return InValue(value, field, here, faults);
        if (value.ValueKind == JsonValueKind.Array)
            return new JsonArray([.. value.EnumerateArray().Select((entry, index) => InValue(entry, field, $"{here}[{index}]", faults))]);
        faults.Add($"{here} must be a list, and is {Kind(value)}");
        return null;
    }

    private static JsonNode? InValue(JsonElement value, SchemaField field, string here, List<string> faults)
    {
        if (field.Type == FieldType.Object)
            return InObject(value, field.Fields!, here, mayBeOpen: false, faults);
        var wanted = field.Type switch
        {
            FieldType.Text when value.ValueKind != JsonValueKind.String => "text",
            FieldType.Boolean when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => "true or false",
            FieldType.Number when value.ValueKind != JsonValueKind.Number => "a number",
            FieldType.Integer when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _) => "a whole number",
            _ => null,
        };
        if (wanted is not null)
            faults.Add($"{here} must be {wanted}, and is {Kind(value)}");
        else if (!StoredText.CanHold(value))
            faults.Add($"{here} cannot be stored: it holds U+0000, half a character or too large a number");
        return JsonNode.Parse(value.GetRawText());
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "no JSON",
        _ => "a truth value",
    };
}

/// <summary>What a check found.</summary>
/// <param name="Result">The answer with the fields of its perspective and no others; null when there is a fault.</param>
/// <param name="Faults">Everything that is wrong, each with its place.</param>
internal sealed record CheckedAnswer(JsonElement? Result, IReadOnlyList<string> Faults);
