using System.Text.Json.Nodes;

namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>
/// Fills the fields of a perspective that can be filled from measurements. The others stay null or empty, and
/// <c>_unfilled</c> says of each why.
/// </summary>
internal static class TemplateResult
{
    private const string NeedsModel = "Needs a language model that sees the image; none answered.";

    public static JsonObject Fill(TemplateCaption caption, IReadOnlyList<SchemaField> fields)
    {
        var result = new JsonObject();
        var unfilled = new JsonObject();
        foreach (var field in fields)
        {
            var value = ValueOf(field, caption);
            if (value is null)
                unfilled[field.Name] = NeedsModel;
            result[field.Name] = value ?? (field.IsList ? new JsonArray() : null);
        }

        if (unfilled.Count > 0)
            result["_unfilled"] = unfilled;
        return result;
    }

    // Names as perspectives in use spell them; an unknown name is never guessed at.
    private static JsonNode? ValueOf(SchemaField field, TemplateCaption caption) => (field.Name, field.IsList, field.Type) switch
    {
        ("caption" or "description", false, "str") => caption.Text(),
        ("short_caption" or "title" or "alt_text", false, "str") => caption.Short(),
        ("dense_caption" or "long_caption" or "long_dense_caption", false, "str") => caption.Dense(),
        ("visible_text" or "text" or "ocr_text", false, "str") => caption.VisibleText,
        ("orientation", false, "str") => caption.Look.Orientation,
        ("colors" or "colours" or "dominant_colors" or "palette", true, "str") => Array(caption.Look.Colours, colour => colour.Name),
        ("objects", true, "str") => Array(caption.Objects.Select(found => found.Label).Distinct(), label => label),
        ("tags_list" or "tags" or "synthesis_tags", true, "str") => Array(Tags(caption), tag => tag.Tag),
        ("tags_list" or "tags", true, "object") => Array(Tags(caption), tag => new JsonObject
        {
            ["tag"] = tag.Tag,
            ["category"] = tag.Category,
            ["confidence"] = Math.Round(tag.Confidence, 3),
        }),
        _ => null,
    };

    private static IEnumerable<(string Tag, string Category, double Confidence)> Tags(TemplateCaption caption) =>
    [
        .. caption.Objects.GroupBy(found => found.Label).Select(kind => (kind.Key, "object", kind.Max(found => found.Confidence))),
        .. caption.VisibleText.Length > 0 ? new[] { ("visible text", "text", 1.0) } : [],
        .. caption.Look.Colours.Select(colour => (colour.Name, "colour", 1.0)),
        (caption.Look.Orientation, "composition", 1.0),
        .. caption.Look.Adjectives().Select(word => (word, "look", 1.0)),
    ];

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);
}
