using System.Text.Json.Nodes;

namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>A field that a perspective wants in its result. <paramref name="Type"/> is <c>str</c>, <c>int</c>, <c>float</c>, <c>bool</c> or <c>object</c>.</summary>
internal sealed record SchemaField(string Name, string Type, string? Description, bool IsList, IReadOnlyList<SchemaField> Fields)
{
    /// <summary>Reads both spellings that are about: <c>is_list</c> of perspective files and <c>isList</c> of our API.</summary>
    public static IReadOnlyList<SchemaField> ReadAll(JsonArray? fields) =>
        [.. (fields ?? []).OfType<JsonObject>().Select(Read).Where(field => field.Name.Length > 0).DistinctBy(field => field.Name)];

    /// <summary>What a model is asked to answer with, as JSON Schema.</summary>
    public static JsonObject ToJsonSchema(IReadOnlyList<SchemaField> fields) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.ToJsonSchema()))),
        ["required"] = new JsonArray([.. fields.Select(field => (JsonNode)field.Name)]),
        ["additionalProperties"] = false,
    };

    private static SchemaField Read(JsonObject field)
    {
        var fields = ReadAll(field["fields"] as JsonArray ?? (field["type"] as JsonObject)?["fields"] as JsonArray);
        var complex = fields.Count > 0 || field["type"] is JsonObject || Flag(field, "is_complex", "isComplex");
        return new SchemaField(
            Text(field["name"]) ?? "",
            complex ? "object" : Text(field["type"]) ?? "str",
            Text(field["description"]),
            Flag(field, "is_list", "isList"),
            fields);
    }

    private JsonObject ToJsonSchema()
    {
        var one = Type switch
        {
            "object" => ToJsonSchema(Fields),
            "int" => new JsonObject { ["type"] = "integer" },
            "float" => new JsonObject { ["type"] = "number" },
            "bool" => new JsonObject { ["type"] = "boolean" },
            _ => new JsonObject { ["type"] = "string" },
        };
        var schema = IsList ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
        if (Description is { Length: > 0 })
            schema["description"] = Description;
        return schema;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Flag(JsonObject field, params ReadOnlySpan<string> spellings)
    {
        foreach (var spelling in spellings)
        {
            if (field[spelling] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag)
                return true;
        }

        return false;
    }
}
