using System.Security.Cryptography;
using Suite.Assets;

namespace Suite.Captioning;

/// <summary>Which captions images have: one statement for all assets, and one for all files.</summary>
internal sealed class ExistingCaptions(IAssets assets, FileCaptionStore files)
{
    /// <summary>For each of <paramref name="images"/>, in their order, the perspectives and the versions that its captions are of.</summary>
    public async Task<IReadOnlyList<ILookup<string, string>>> OfAsync(
        Guid teamId, IReadOnlyList<ImageRef> images, CancellationToken cancel)
    {
        var ofAssets = await OfAssetsAsync(teamId, [.. images.Select(image => image.AssetId).OfType<Guid>()], cancel);
        var ofFiles = await OfFilesAsync(teamId, [.. images.Select(image => image.Path).OfType<string>()], cancel);
        return
        [
            .. images.Select(image => (image.AssetId is { } assetId ? ofAssets[assetId] : ofFiles[image.Path!])
                .ToLookup(caption => caption.Perspective, caption => caption.Version)),
        ];
    }

    private async Task<ILookup<Guid, (string Perspective, string Version)>> OfAssetsAsync(Guid teamId, Guid[] ids, CancellationToken cancel)
    {
        var captions = ids.Length == 0 ? [] : await assets.CaptionsAsync(teamId, ids, cancel);
        return captions.ToLookup(caption => caption.AssetId, caption => (caption.Perspective, caption.PerspectiveVersion));
    }

    private async Task<ILookup<string, (string Perspective, string Version)>> OfFilesAsync(
        Guid teamId, string[] paths, CancellationToken cancel)
    {
        var captioned = paths.Length == 0 ? [] : await files.MarksAsync(teamId, paths, cancel);
        var hashes = new Dictionary<string, string>();
        var present = new List<CaptionedFile>();
        foreach (var caption in captioned)
            if (await IsStillAsync(caption, hashes, cancel))
                present.Add(caption);
        return present.ToLookup(caption => caption.File.Path, caption => (caption.Perspective, caption.Version));
    }

    // A file is read only when its size or time has changed: touching it changes nothing that a caption could tell.
    private static async Task<bool> IsStillAsync(CaptionedFile caption, Dictionary<string, string> hashes, CancellationToken cancel)
    {
        var path = caption.File.Path;
        if (FileMark.Of(path) == caption.File)
            return true;
        if (!hashes.TryGetValue(path, out var hash))
        {
            await using var file = File.OpenRead(path);
            hashes[path] = hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        }
        return hash == caption.Sha256;
    }
}
