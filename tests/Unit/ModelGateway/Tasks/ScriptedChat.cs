using Microsoft.Extensions.AI;
using Suite.ModelGateway.Providers;

namespace Suite.Tests.Unit.ModelGateway.Tasks;

/// <summary>A provider that gives prepared answers one after the other, and keeps what it was asked.</summary>
internal sealed class ScriptedChat(params string[] answers)
{
    public List<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    public ChatOptions? Options { get; private set; }

    public Task<Answer<ChatResponse>> AskAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, CancellationToken cancel)
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, answers[Asked.Count]));
        Asked.Add([.. messages]);
        Options = options;
        return Task.FromResult(new Answer<ChatResponse>(response, "scripted", model ?? "scripted-1", "model"));
    }
}
