using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Tasks;

/// <summary>A caption out of a language model's words.</summary>
internal sealed record CaptionAnswer(string Text, JsonObject? Result)
{
    /// <summary>What all questions and answers cost together; null when the provider does not tell.</summary>
    public long? Tokens { get; init; }

    /// <summary>Reads the object that was asked for, also from within a code fence or polite words around it.</summary>
    /// <returns>The answer, or what is wrong with it, in words that the model can work with.</returns>
    public static (CaptionAnswer? Answer, string? Complaint) Read(string words, IReadOnlyList<SchemaField> fields)
    {
        if (fields.Count == 0)
            return words.Trim() is { Length: > 0 } text ? (new CaptionAnswer(text, null), null) : (null, "The answer was empty.");

        var (start, end) = (words.IndexOf('{', StringComparison.Ordinal), words.LastIndexOf('}'));
        if (start < 0 || end < start)
            return (null, "The answer held no JSON object.");
        try
        {
            var result = JsonNode.Parse(words[start..(end + 1)], null, WireJson.EachNameOnce)!.AsObject();
            var missing = fields.Where(field => !result.ContainsKey(field.Name)).Select(field => field.Name).ToList();
            return missing.Count > 0
                ? (null, $"The object lacks {string.Join(", ", missing)}.")
                : (new CaptionAnswer(Summary(result, fields), result), null);
        }
        catch (JsonException failure)
        {
            return (null, $"The answer was no valid JSON: {failure.Message}");
        }
    }

    /// <summary>What to make of words that could not be read even at the second attempt: the words, as they are.</summary>
    public static CaptionAnswer Raw(string words) => new(words.Trim(), new JsonObject { ["text"] = words.Trim() });

    // The most telling of the usual fields, or else the first that is a text.
    private static string Summary(JsonObject result, IReadOnlyList<SchemaField> fields)
    {
        string[] preferred = ["dense_caption", "long_dense_caption", "caption", "narrative_caption", "description", "short_caption", "text"];
        return preferred.Concat(fields.Select(field => field.Name))
            .Select(name => result[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "")
            .FirstOrDefault(text => text.Length > 0) ?? result.ToJsonString();
    }
}
