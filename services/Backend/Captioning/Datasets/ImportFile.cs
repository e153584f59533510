using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>An item of an import: one file becomes an asset of the dataset.</summary>
internal sealed class ImportFile(
    IAssetUploads uploads, DatasetStore datasets, IOptions<CaptioningOptions> options) : IItemHandler
{
    public const string Queue = "imports";
    public const string Kind = "dataset-import";
    public const string Step = "import-file";

    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var config = ImportConfig.Of(item.JobConfig!.Value);
        if (await datasets.FindAsync(item.TeamId, config.Dataset, cancel) is not { } dataset || dataset.Id != config.CollectionId)
            throw new ItemFailedException($"The dataset {config.Dataset} was deleted.", retry: false);

        var path = ImportInput.Of(item.Input!.Value).Path;
        await using var file = Open(path);
        var image = await uploads.ReceiveAsync(Path.GetFileName(path), file, cancel);
        if (image.Problem is { } problem)
            throw new ItemFailedException($"{problem.Code}: {problem.Detail}", retry: false);

        var caller = new Caller(item.CreatedBy, item.TeamId, Role.Annotator, "import", config.ApiKeyId);
        return new ItemResult(Commit: async (within, stop) =>
        {
            // Deleted this very moment: the next attempt says so.
            var asset = await image.RegisterAsync!(within, caller, dataset.Id, stop)
                ?? throw new InvalidOperationException($"The dataset {config.Dataset} was deleted.");
            await DatasetStore.RecordAsync(within, item, asset.AssetId, asset.Created, stop);
        });
    }

    private FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(WorkspacePath.ResolveFile(options.Value.WorkspacePath, path));
        }
        catch (ProblemException e)
        {
            throw new ItemFailedException($"{e.Kind.Code}: {e.Message}", retry: false);
        }
        catch (UnauthorizedAccessException)
        {
            throw new ItemFailedException("The file may not be read.", retry: false);
        }
    }
}

/// <summary>What an import is of. <paramref name="Path"/> is the folder's, within the workspace.</summary>
/// <param name="ApiKeyId">The key that asked for it: the intake of its images counts against the key's limit too.</param>
internal sealed record ImportConfig(Guid CollectionId, string Dataset, string Path, Guid? ApiKeyId = null)
{
    public static ImportConfig Of(JsonElement config) => config.Deserialize<ImportConfig>(SuiteJson.Options)!;

    /// <summary>Equal for imports that would do the same. A path may be longer than a key, so its hash stands for it.</summary>
    public string Key(bool recursive) =>
        $"{CollectionId:N}:{recursive}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))}";
}

/// <summary>What an item of an import is about. <paramref name="Path"/> is the file's, within the workspace.</summary>
internal sealed record ImportInput(string Path)
{
    public static ImportInput Of(JsonElement input) => input.Deserialize<ImportInput>(SuiteJson.Options)!;
}
