using Microsoft.Extensions.AI;

namespace Suite.Tests.Unit.ModelGateway.Tasks;

/// <summary>A provider that gives prepared answers one after the other, and keeps what it was asked.</summary>
internal sealed class ScriptedChat(params Func<CancellationToken, Task<string>>[] answers) : IChatClient
{
    private int _next;

    public List<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    public ChatOptions? Options { get; private set; }

    public static ScriptedChat Saying(params string[] answers) =>
        new([.. answers.Select(answer => (Func<CancellationToken, Task<string>>)(_ => Task.FromResult(answer)))]);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add([.. messages]);
        Options = options;
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, await answers[_next++](cancellationToken))) { ModelId = "scripted-1" };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted") : null;

    public void Dispose()
    {
    }
}
