using System.Text.Json;

namespace Suite.Captioning;

/// <summary>Whether a model's answer has the fields that its perspective asks for, to any depth. Further fields do no harm.</summary>
internal static class AnswerCheck
{
    /// <summary>The method of a language model that saw the image; others fill what they can measure and leave the rest null.</summary>
    private const string Model = "model";

    /// <summary>The first thing that is wrong, with its place; null when all is well.</summary>
    public static string? ErrorIn(JsonElement answer, string method, IReadOnlyList<SchemaField> fields) =>
        InObject(answer, method == Model ? fields : [.. fields.Where(field => !IsLeftOpen(answer, field))], "");

    private static bool IsLeftOpen(JsonElement answer, SchemaField field) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty(field.Name, out var value) && value.ValueKind == JsonValueKind.Null;

    private static string? InObject(JsonElement value, IReadOnlyList<SchemaField> fields, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return $"{(place.Length == 0 ? "the answer" : place)} must be an object, and is {Kind(value)}";
        foreach (var field in fields)
        {
            var here = place.Length == 0 ? field.Name : $"{place}.{field.Name}";
            var error = value.TryGetProperty(field.Name, out var inner) ? InField(inner, field, here) : $"{here} is missing";
            if (error is not null)
                return error;
        }
        return null;
    }

    private static string? InField(JsonElement value, SchemaField field, string here)
    {
        if (!field.IsList)
            return InValue(value, field, here);
        if (value.ValueKind != JsonValueKind.Array)
            return $"{here} must be a list, and is {Kind(value)}";
        return value.EnumerateArray().Select((entry, index) => InValue(entry, field, $"{here}[{index}]")).FirstOrDefault(error => error is not null);
    }

    private static string? InValue(JsonElement value, SchemaField field, string here) => field.Type switch
    {
        FieldType.Object => InObject(value, field.Fields!, here),
        FieldType.Text when value.ValueKind != JsonValueKind.String => $"{here} must be text, and is {Kind(value)}",
        FieldType.Boolean when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) =>
            $"{here} must be true or false, and is {Kind(value)}",
        FieldType.Number when value.ValueKind != JsonValueKind.Number => $"{here} must be a number, and is {Kind(value)}",
        FieldType.Integer when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _) =>
            $"{here} must be a whole number, and is {Kind(value)}",
        _ => null,
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
