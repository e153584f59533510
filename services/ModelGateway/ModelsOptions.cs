using System.ComponentModel.DataAnnotations;

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

    /// <summary>Most texts in one embedding request.</summary>
    [Range(1, 10_000)]
    public int MaxTexts { get; set; } = 2_048;

    /// <summary>Longest text of an embedding request, in characters. The local model reads its first 128 tokens.</summary>
    [Range(1, 1_000_000)]
    public int MaxTextLength { get; set; } = 32_768;
}
