using Microsoft.Extensions.AI;
using OpenAI.Embeddings;

namespace Suite.ModelGateway.Providers.OpenAi;

/// <summary>Embeddings of an OpenAI-compatible provider, through the OpenAI SDK.</summary>
internal sealed class OpenAiEmbeddings(EmbeddingClient client, string provider, string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(provider, defaultModelId: model);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, Microsoft.Extensions.AI.EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = (await client.GenerateEmbeddingsAsync(values, cancellationToken: cancellationToken)).Value;
        return new GeneratedEmbeddings<Embedding<float>>(
            made.OrderBy(embedding => embedding.Index).Select(embedding => new Embedding<float>(embedding.ToFloats()) { ModelId = made.Model }))
        {
            Usage = new UsageDetails { InputTokenCount = made.Usage.InputTokenCount, TotalTokenCount = made.Usage.TotalTokenCount },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
