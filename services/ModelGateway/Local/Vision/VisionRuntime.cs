using Microsoft.Extensions.Options;
using Suite.ModelGateway.Local.Conversion;
using Suite.ModelGateway.Local.Onnx;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>Opens image models out of the installed packages, with the threads that one inference may use.</summary>
internal sealed class VisionRuntime(
    WeightsFolder weights, IOptions<ModelsOptions> models, IOptions<VisionOptions> vision, IHostEnvironment host, ILogger<VisionRuntime> logger)
{
    private readonly ModelCache _cache = new(
        Path.GetFullPath(
            models.Value.CachePath is { Length: > 0 } configured ? configured : Path.Combine("..", "..", ".suite", "models"),
            host.ContentRootPath),
        logger);

    /// <summary>The full path of a file of the packages; throws <c>model-unavailable</c> when it is not there.</summary>
    public string Require(string path, string capability) => weights.Require(path, capability);

    public OnnxSession Open(string path, string capability)
    {
        weights.Require(OrtLibrary.PathIn(""), capability);
        return OnnxSession.FromFile(OrtLibrary.Load(weights.Root), path, vision.Value.Threads);
    }

    /// <summary>A TensorFlow.js model, converted the first time.</summary>
    /// <param name="name">Names the file in the cache.</param>
    /// <param name="sources">The model file first, then its shards in order.</param>
    public OnnxSession OpenConverted(string name, IReadOnlyList<string> sources, Func<TfGraph, byte[]> convert, string capability) =>
        Open(_cache.GetOrConvert(name, sources, () => convert(TfModelFiles.Read(sources))), capability);
}
