using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI.Chat;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Providers.OpenAi;

/// <summary>
/// Chats through the OpenAI SDK's protocol methods: the request goes as the caller wrote it, so tools, formats and whatever a
/// provider adds next pass through.
/// </summary>
internal sealed class OpenAiChat(ChatClient client) : IWireChat
{
    public async Task<WireReply> SendAsync(JsonObject body, CancellationToken cancel)
    {
        using var content = BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(body)));
        // Not buffered: a stream's first words shall not wait for its last.
        var options = new RequestOptions { CancellationToken = cancel, BufferResponse = false };
        var response = (await client.CompleteChatAsync(content, options)).GetRawResponse();
        return new WireReply(response.ContentStream ?? Stream.Null, response);
    }
}
