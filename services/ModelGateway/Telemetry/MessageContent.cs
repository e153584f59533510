using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Suite.ModelGateway.Telemetry;

/// <summary>A message as traces tell it.</summary>
internal readonly record struct Said(string Role, string Text);

/// <summary>
/// Whether prompts and answers are put into traces, and how: not at all unless <c>Models:CaptureMessages</c>, or the variable that
/// OpenTelemetry has for it, says so; and then only their beginnings. Of an image only its type and size.
/// </summary>
internal sealed class MessageContent(IOptions<ModelsOptions> options, IConfiguration configuration)
{
    private const string Variable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
    private const int MostMessages = 32;

    public bool IsCaptured { get; } = options.Value.CaptureMessages ?? configuration.GetValue(Variable, false);

    /// <summary>Messages in the form that the semantic conventions give them: the last ones, for the first are the oldest.</summary>
    public string Write(IEnumerable<Said> messages) => JsonSerializer.Serialize(messages.TakeLast(MostMessages).Select(message => new
    {
        role = message.Role,
        parts = new[] { new { type = "text", content = Beginning(message.Text) } },
    }));

    public static IEnumerable<Said> Of(IEnumerable<ChatMessage> messages) => messages.Select(message => new Said(
        message.Role.Value,
        string.Join('\n', message.Contents.Select(content => content switch
        {
            TextContent text => text.Text,
            DataContent data => $"[{data.MediaType}, {data.Data.Length} bytes]",
            _ => $"[{content.GetType().Name}]",
        }))));

    /// <summary>The same of OpenAI's wire format, in which almost anything may come.</summary>
    public static IEnumerable<Said> Of(JsonObject body) => (body["messages"] as JsonArray ?? []).Select(message => new Said(
        (message as JsonObject)?["role"] is JsonValue role ? role.ToString() : "user",
        (message as JsonObject)?["content"] switch
        {
            JsonValue text => text.ToString(),
            JsonArray parts => string.Join('\n', parts.Select(part => (part as JsonObject)?["text"]?.ToString() ?? "[no text]")),
            _ => "",
        }));

    private string Beginning(string text)
    {
        var most = options.Value.CapturedLength;
        if (text.Length <= most)
            return text;
        return string.Concat(text.AsSpan(0, char.IsLowSurrogate(text[most]) ? most - 1 : most), $"… ({text.Length} characters)");
    }
}
