using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Suite.Assets;
using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>An image of a batch: an asset, or a file of the workspace by its full path.</summary>
internal sealed record ImageRef(Guid? AssetId, string? Path);

/// <summary>Finds and opens the images that <c>images[]</c> names.</summary>
internal sealed class ImageSource(IAssets assets, IOptions<CaptioningOptions> options)
{
    // Models look at a thousand pixels or so: sending more costs time and adds nothing.
    private const string Variant = "large";

    /// <summary>Finds every image, or says which one is the first that cannot be found.</summary>
    /// <exception cref="Suite.ServiceDefaults.ProblemException">Not there, not of this team, or outside the workspace.</exception>
    public async Task<IReadOnlyList<ImageRef>> FindAsync(Guid teamId, IReadOnlyList<string> images, CancellationToken cancel)
    {
        var ids = images.Select(image => Guid.TryParse(image, out var id) ? id : (Guid?)null).ToList();
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        var known = wanted.Count == 0 ? [] : (await assets.FindManyAsync(teamId, wanted, cancel)).Select(asset => asset.Id).ToHashSet();
        return
        [
            .. images.Zip(ids, (image, id) => id is null
                ? new ImageRef(null, WorkspacePath.Resolve(options.Value.WorkspacePath, image))
                : known.Contains(id.Value)
                    ? new ImageRef(id, null)
                    : throw Problems.ImageNotFound.ToException($"There is no asset {id}.")),
        ];
    }

    /// <exception cref="ItemFailedException">It has gone since the batch was made.</exception>
    public async Task<OpenedImage> OpenAsync(Guid teamId, ImageRef image, CreateBatch.Options batch, CancellationToken cancel)
    {
        if (image.AssetId is not { } assetId)
            return await OpenFileAsync(image.Path!, cancel);

        var asset = await assets.FindAsync(teamId, assetId, cancel);
        if (asset is null)
            throw new ItemFailedException($"Asset {assetId} is not there any more.", retry: false);
        if (asset.Kind is AssetKind.Video or AssetKind.Document)
            throw new ItemFailedException($"Asset {assetId} is no image.", retry: false);
        if (asset.State == AssetState.Quarantined)
            throw new ItemFailedException($"Asset {assetId} is quarantined; it is shown to no model.", retry: false);
        var smaller = batch.Resize is false ? null : await assets.OpenAsync(teamId, assetId, Variant, cancel);
        var content = smaller ?? await assets.OpenAsync(teamId, assetId, null, cancel)
            ?? throw new ItemFailedException($"Asset {assetId} has no content.", retry: false);
        // What is sent may be another format than the original; the gateway goes by the bytes.
        return new OpenedImage(content, smaller is null ? asset.ContentType : "image/*", asset.Sha256);
    }

    private async Task<OpenedImage> OpenFileAsync(string path, CancellationToken cancel)
    {
        // Checked again: between the batch and now somebody may have put a link in its place.
        var resolved = Resolve(path);
        var length = new FileInfo(resolved).Length;
        if (length > options.Value.MaxImageBytes)
            throw new ItemFailedException($"The file has {length} bytes; {options.Value.MaxImageBytes} are allowed.", retry: false);
        var bytes = await File.ReadAllBytesAsync(resolved, cancel);
        return new OpenedImage(new MemoryStream(bytes), "application/octet-stream", Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private string Resolve(string path)
    {
        try
        {
            return WorkspacePath.Resolve(options.Value.WorkspacePath, path);
        }
        catch (ServiceDefaults.ProblemException e)
        {
            throw new ItemFailedException(e.Message, retry: false);
        }
    }
}

/// <summary>An image to send; disposing of it closes it.</summary>
internal sealed record OpenedImage(Stream Content, string ContentType, string Sha256) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
