using System.Text.Json;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// The prompt or the answer of a model call, where the sender recorded it: as an attribute of the span, or of one of its events
/// (both are in use). The messages' texts are what is shown, and the raw value when it is not in the conventions' form.
/// </summary>
internal static class ModelMessages
{
    public static string? Of(Span span, string key, string eventName)
    {
        var value = Find(span.Attributes, key)
            ?? span.Events.Select(happened => Find(happened.Attributes, key)).FirstOrDefault(found => found is not null)
            ?? span.Events.Where(happened => happened.Name == eventName)
                .Select(happened => Find(happened.Attributes, eventName == "gen_ai.content.prompt" ? "gen_ai.prompt" : "gen_ai.completion"))
                .FirstOrDefault(found => found is not null);
        return value is null ? null : Text(value);
    }

    private static string? Find(KeyValue[] attributes, string key)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == key)
                return Values.Text(attribute.Value);
        }
        return null;
    }

    private static string Text(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var texts = new List<string>();
            Collect(document.RootElement, texts);
            return texts.Count > 0 ? string.Join("\n", texts) : json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    // [{"role":"user","parts":[{"type":"text","content":"…"}]}], and "content" straight in the message as older libraries have it.
    private static void Collect(JsonElement element, List<string> texts)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, texts);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name is "content" or "text" && member.Value.ValueKind == JsonValueKind.String)
                    texts.Add(member.Value.GetString()!);
                else if (member.Name is "parts" or "content")
                    Collect(member.Value, texts);
            }
        }
    }
}
