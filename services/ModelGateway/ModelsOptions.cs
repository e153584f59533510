using System.ComponentModel.DataAnnotations;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Telemetry;

namespace Suite.ModelGateway;

/// <summary>Which models there are, where their weights lie, and the limits of asking them.</summary>
internal sealed class ModelsOptions
{
    public const string Section = "Models";

    /// <summary>The <c>node_modules</c> folder with the local models' packages. Default: <c>weights/node_modules</c> beside the service.</summary>
    public string? WeightsPath { get; set; }

    /// <summary>Where converted models are kept between starts. Default: <c>.suite/models</c> of the repository.</summary>
    public string? CachePath { get; set; }

    /// <summary>Base address of an OpenAI-compatible provider (OpenAI, Ollama, vLLM), with its <c>/v1</c>. Empty: none.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The provider's key. Providers on one's own machine usually want none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The provider's chat model, used when a request leaves the model open.</summary>
    public string? Model { get; set; }

    /// <summary>The provider's embedding model, for requests that name it.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>More providers, asked in this order after the one above.</summary>
    public IList<ProviderOptions> Providers { get; } = [];

    /// <summary>What tokens cost, for the models whose calls shall be priced in traces and metrics.</summary>
    public IList<PriceOptions> Prices { get; } = [];

    /// <summary>
    /// Whether prompts and answers are put into traces. Not set: as <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> says, and
    /// else not.
    /// </summary>
    public bool? CaptureMessages { get; set; }

    /// <summary>How many characters of each message are put into traces, where any are.</summary>
    [Range(1, 100_000)]
    public int CapturedLength { get; set; } = 4_000;

    /// <summary>How long a provider's stream may be silent before it is given up.</summary>
    public TimeSpan StreamSilence { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many embeddings are kept in memory, by the hash of their text; about 2 kB each.</summary>
    [Range(0, 10_000_000)]
    public int CachedEmbeddings { get; set; } = 20_000;

    /// <summary>Most texts in one embedding request.</summary>
    [Range(1, 10_000)]
    public int MaxTexts { get; set; } = 2_048;

    /// <summary>Longest text of an embedding request, in characters. The local model reads its first 128 tokens.</summary>
    [Range(1, 1_000_000)]
    public int MaxTextLength { get; set; } = 32_768;

    /// <summary>The provider of the short form, if there is one, and then the others.</summary>
    public IEnumerable<ProviderOptions> AllProviders()
    {
        if (!string.IsNullOrWhiteSpace(Endpoint))
            yield return new ProviderOptions { Endpoint = Endpoint, ApiKey = ApiKey, Model = NullIfEmpty(Model), EmbeddingModel = NullIfEmpty(EmbeddingModel) };
        foreach (var provider in Providers)
            yield return provider;
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
