using Microsoft.Extensions.AI;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Providers;

/// <summary>Somebody who answers: the local models, or a configured provider.</summary>
/// <param name="Method">How its answers come about: <c>model</c>, <c>extractive</c>, <c>recorded</c>.</param>
/// <param name="ChatModel">The model for chats that leave it open; null when it has none.</param>
/// <param name="Chat">Null when it does not chat.</param>
/// <param name="EmbeddingModel">The one embedding model that it serves; null when it has none.</param>
/// <param name="Guard">Its time limit, retries, breaker, rate limit and budget.</param>
internal sealed record ModelProvider(
    string Name,
    string Method,
    string? ChatModel,
    IWireChat? Chat,
    string? EmbeddingModel,
    IEmbeddingGenerator<string, Embedding<float>>? Embeddings,
    ProviderGuard Guard);

/// <summary>A provider and the model of it that shall answer.</summary>
internal sealed record Choice(ModelProvider Provider, string Model);

/// <summary>What came back, and who made it how.</summary>
internal sealed record Answer<T>(T Value, string Provider, string Model, string Method);
