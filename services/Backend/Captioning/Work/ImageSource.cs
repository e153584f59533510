using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>An image of a batch: an asset, or a file of the workspace by its full path.</summary>
internal sealed record ImageRef(Guid? AssetId, string? Path);

/// <summary>Finds and opens the images that <c>images[]</c> names.</summary>
internal sealed class ImageSource(IAssets assets, IOptions<CaptioningOptions> options)
{
    // Models look at a thousand pixels or so: sending more costs time and adds nothing.
    private const string Variant = "large";
    private const int VariantLongSide = 2048;

    /// <summary>Finds every image, or says which one is the first that cannot be found.</summary>
    /// <exception cref="ProblemException">Not there, not of this team, or outside the workspace.</exception>
    public async Task<IReadOnlyList<ImageRef>> FindAsync(Guid teamId, IReadOnlyList<string> images, CancellationToken cancel)
    {
        var ids = images.Select(image => Guid.TryParse(image, out var id) ? id : (Guid?)null).ToList();
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        var known = wanted.Count == 0 ? [] : (await assets.FindManyAsync(teamId, wanted, cancel)).Select(asset => asset.Id).ToHashSet();
        return
        [
            .. images.Zip(ids, (image, id) => id is null
                ? new ImageRef(null, WorkspacePath.ResolveFile(options.Value.WorkspacePath, image))
                : known.Contains(id.Value)
                    ? new ImageRef(id, null)
                    : throw Problems.ImageNotFound.ToException($"There is no asset {id}.")),
        ];
    }

    /// <summary>Opens it as large as <paramref name="batch"/> asks for.</summary>
    /// <exception cref="ItemFailedException">It has gone since the batch was made, or cannot be read.</exception>
    public async Task<OpenedImage> OpenAsync(Guid teamId, ImageRef image, CreateBatch.Options batch, CancellationToken cancel)
    {
        var bound = ResizeBound.Of(batch);
        var opened = image.AssetId is { } assetId
            ? await OpenAssetAsync(teamId, assetId, original: batch.Resize is false || bound > VariantLongSide, cancel)
            : await OpenFileAsync(image.Path!, cancel);
        // What is sent may be another format than the original; the gateway goes by the bytes.
        return bound is { } longSide
            ? opened with { Content = await ResizeBound.ApplyAsync(opened.Content, longSide, cancel), ContentType = "image/*" }
            : opened;
    }

    private async Task<OpenedImage> OpenAssetAsync(Guid teamId, Guid assetId, bool original, CancellationToken cancel)
    {
        var asset = await assets.FindAsync(teamId, assetId, cancel);
        if (asset is null)
            throw new ItemFailedException($"Asset {assetId} is not there any more.", retry: false);
        if (asset.Kind is AssetKind.Video or AssetKind.Document)
            throw new ItemFailedException($"Asset {assetId} is no image.", retry: false);
        if (asset.State == AssetState.Quarantined)
            throw new ItemFailedException($"Asset {assetId} is quarantined; it is shown to no model.", retry: false);
        var smaller = original ? null : await assets.OpenAsync(teamId, assetId, Variant, cancel);
        var content = smaller ?? await assets.OpenAsync(teamId, assetId, null, cancel)
            ?? throw new ItemFailedException($"Asset {assetId} has no content.", retry: false);
        return new OpenedImage(content, smaller is null ? asset.ContentType : "image/*", asset.Sha256, null);
    }

    private async Task<OpenedImage> OpenFileAsync(string path, CancellationToken cancel)
    {
        // Checked again: between the batch and now somebody may have put a link in its place.
        var mark = FileMark.Of(ResolveAgain(path));
        if (mark.SizeBytes > options.Value.MaxImageBytes)
            throw new ItemFailedException($"The file has {mark.SizeBytes} bytes; {options.Value.MaxImageBytes} are allowed.", retry: false);
        var bytes = await File.ReadAllBytesAsync(mark.Path, cancel);
        return new OpenedImage(
            new MemoryStream(bytes), "application/octet-stream", Convert.ToHexStringLower(SHA256.HashData(bytes)), mark);
    }

    private string ResolveAgain(string path)
    {
        try
        {
            return WorkspacePath.ResolveFile(options.Value.WorkspacePath, path);
        }
        catch (ProblemException e)
        {
            throw new ItemFailedException(e.Message, retry: false);
        }
    }
}

/// <summary>An image to send; disposing of it closes it. <paramref name="File"/> is null for an asset.</summary>
internal sealed record OpenedImage(Stream Content, string ContentType, string Sha256, FileMark? File) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>What tells cheaply whether a file is still what it was.</summary>
internal sealed record FileMark(string Path, long SizeBytes, DateTimeOffset ModifiedAt)
{
    public static FileMark Of(string path)
    {
        var file = new FileInfo(path);
        // PostgreSQL knows microseconds, and the file system finer ones.
        var ticks = file.LastWriteTimeUtc.Ticks;
        return new FileMark(path, file.Length, new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));
    }
}
