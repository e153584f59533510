using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Telemetry;

namespace Suite.ModelGateway.Wire;

/// <summary>
/// Any provider that speaks the wire format as an <see cref="IChatClient"/>: texts and images in, text out. Tools and other
/// extras are for callers of the wire format itself.
/// </summary>
internal sealed class WireChatClient(GuardedChat chat) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var answer = await chat.CompleteAsync(BodyOf(messages, options), cancellationToken);
        var reply = ReplyOf(answer);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, reply.Text ?? ""))
        {
            ResponseId = reply.Id,
            ModelId = reply.Model,
            FinishReason = reply.FinishReason is { Length: > 0 } reason ? new ChatFinishReason(reason) : null,
            Usage = reply.Usage,
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // No task streams: a caller who wants to uses the wire format. The interface asks for it, and one update is a stream too.
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>What a completion says. Providers differ in what they leave out: what is not there, or not as it should be, counts as nothing said.</summary>
    public static ModelReply ReplyOf(JsonObject answer)
    {
        var choice = answer["choices"] is JsonArray { Count: > 0 } choices ? choices[0] as JsonObject : null;
        return new ModelReply(
            UsageOf(answer), TextOf(answer["model"]), TextOf(answer["id"]), TextOf(choice?["finish_reason"]),
            TextOf((choice?["message"] as JsonObject)?["content"]));
    }

    /// <summary>What a completion says it used; null when it says nothing.</summary>
    public static UsageDetails? UsageOf(JsonObject answer) => answer["usage"] is not JsonObject usage ? null : new UsageDetails
    {
        InputTokenCount = CountOf(usage["prompt_tokens"]),
        OutputTokenCount = CountOf(usage["completion_tokens"]),
        TotalTokenCount = CountOf(usage["total_tokens"]),
    };

    /// <summary>The text of a node; null when it holds none.</summary>
    public static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? CountOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var count) ? count : null;

    private static JsonObject BodyOf(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new JsonObject
        {
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject
            {
                ["role"] = message.Role.Value,
                ["content"] = ContentOf(message),
            })]),
        };
        Set("temperature", options?.Temperature);
        Set("top_p", options?.TopP);
        Set("max_tokens", options?.MaxOutputTokens);
        Set("frequency_penalty", options?.FrequencyPenalty);
        Set("presence_penalty", options?.PresencePenalty);
        Set("seed", options?.Seed);
        if (options?.StopSequences is { Count: > 0 } stop)
            body["stop"] = JsonSerializer.SerializeToNode(stop);
        if (options?.ResponseFormat is ChatResponseFormatJson)
            body["response_format"] = new JsonObject { ["type"] = "json_object" };
        return body;

        void Set<T>(string name, T? value) where T : struct
        {
            if (value is { } set)
                body[name] = JsonValue.Create(set);
        }
    }

    private static JsonNode ContentOf(ChatMessage message) => message.Contents.All(content => content is TextContent)
        ? JsonValue.Create(message.Text)
        : new JsonArray([.. message.Contents.Select(content => content switch
        {
            TextContent text => new JsonObject { ["type"] = "text", ["text"] = text.Text },
            DataContent data => new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = data.Uri } },
            UriContent uri => new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = uri.Uri.ToString() } },
            _ => throw new NotSupportedException($"A chat message cannot carry {content.GetType().Name}."),
        })]);
}
