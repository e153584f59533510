using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Suite.ModelGateway.Wire;

/// <summary>An <see cref="IChatClient"/> of our own as a speaker of the wire format.</summary>
internal sealed class ChatClientWire(IChatClient client, TimeProvider clock) : IWireChat
{
    public async Task<WireReply> SendAsync(JsonObject body, CancellationToken cancel)
    {
        var response = await client.GetResponseAsync([.. MessagesOf(body)], cancellationToken: cancel);
        var bytes = body["stream"]?.GetValue<bool>() == true
            ? Events(response, withUsage: body["stream_options"]?["include_usage"]?.GetValue<bool>() == true)
            : JsonSerializer.SerializeToUtf8Bytes(Completion(response));
        return new WireReply(new MemoryStream(bytes));
    }

    private static IEnumerable<ChatMessage> MessagesOf(JsonObject body)
    {
        foreach (var message in body["messages"] as JsonArray ?? [])
        {
            var content = message?["content"] switch
            {
                JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
                JsonArray parts => string.Join('\n', parts.Select(part => part?["text"]?.GetValue<string>()).Where(text => text is not null)),
                _ => "",
            };
            yield return new ChatMessage(new ChatRole(message?["role"]?.GetValue<string>() ?? "user"), content);
        }
    }

    private JsonObject Completion(ChatResponse response)
    {
        var completion = Head(response, "chat.completion");
        completion["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = response.Text },
            ["finish_reason"] = "stop",
        });
        completion["usage"] = UsageOf(response);
        return completion;
    }

    private byte[] Events(ChatResponse response, bool withUsage)
    {
        var events = new StringBuilder();
        Add(Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" }, null));
        foreach (var content in response.Messages.SelectMany(message => message.Contents).OfType<TextContent>())
            Add(Chunk(new JsonObject { ["content"] = content.Text }, null));
        Add(Chunk([], "stop"));
        if (withUsage)
        {
            var last = Head(response, "chat.completion.chunk");
            last["choices"] = new JsonArray();
            last["usage"] = UsageOf(response);
            Add(last);
        }

        events.Append("data: [DONE]\n\n");
        return Encoding.UTF8.GetBytes(events.ToString());

        void Add(JsonObject chunk) => events.Append("data: ").Append(chunk.ToJsonString()).Append("\n\n");

        JsonObject Chunk(JsonObject delta, string? finish)
        {
            var chunk = Head(response, "chat.completion.chunk");
            chunk["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish });
            return chunk;
        }
    }

    private JsonObject Head(ChatResponse response, string kind) => new()
    {
        ["id"] = response.ResponseId,
        ["object"] = kind,
        ["created"] = (response.CreatedAt ?? clock.GetUtcNow()).ToUnixTimeSeconds(),
        ["model"] = response.ModelId,
        ["system_fingerprint"] = response.AdditionalProperties?["system_fingerprint"] as string,
    };

    private static JsonObject UsageOf(ChatResponse response) => new()
    {
        ["prompt_tokens"] = response.Usage?.InputTokenCount ?? 0,
        ["completion_tokens"] = response.Usage?.OutputTokenCount ?? 0,
        ["total_tokens"] = response.Usage?.TotalTokenCount ?? 0,
    };
}
