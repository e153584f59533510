using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Local.Vision.Captions;

namespace Suite.ModelGateway.Tasks;

/// <summary>What a language model is asked about an image.</summary>
internal static class CaptionPrompt
{
    private const string Default = "Describe this image in two or three plain sentences. Say only what can be seen.";

    public static List<ChatMessage> Messages(CaptionRequest request, ReadOnlyMemory<byte> image, string contentType) =>
    [
        new(ChatRole.User, [new TextContent(Text(request)), new DataContent(image, contentType)]),
    ];

    public static ChatOptions Options(CaptionRequest request, IReadOnlyList<SchemaField> fields)
    {
        var options = new ChatOptions
        {
            MaxOutputTokens = request.MaxTokens,
            Temperature = (float?)request.Temperature,
            TopP = (float?)request.TopP,
            // OpenAI's wire format has no repetition penalty, and 1 is its neutral value where ours has 0: the nearest there is.
            FrequencyPenalty = (float?)(request.RepetitionPenalty - 1),
        };
        if (fields.Count > 0)
        {
            var schema = JsonSerializer.SerializeToElement(SchemaField.ToJsonSchema(fields));
            options.ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "caption");
        }

        return options;
    }

    private static string Text(CaptionRequest request)
    {
        var text = new StringBuilder(request.Perspective?.Prompt is { Length: > 0 } prompt ? prompt : Default);
        foreach (var context in request.Context ?? [])
            text.Append("\n\n").Append(context);
        if (request.Detections is { Count: > 0 } objects)
            text.Append("\n\nAn object detector found: ").AppendJoin(", ", objects.Select(found => $"{found.Label} ({found.Confidence:P0})"));
        if (request.Text is { Length: > 0 } visible)
            text.Append("\n\nText recognition read:\n").Append(visible);
        // Not every provider honours a schema that it is given beside the prompt.
        if (SchemaField.ReadAll(request.Perspective?.SchemaFields) is { Count: > 0 } fields)
            text.Append("\n\nAnswer with one JSON object that follows this schema, and nothing else:\n").Append(SchemaField.ToJsonSchema(fields).ToJsonString());
        return text.ToString();
    }
}
