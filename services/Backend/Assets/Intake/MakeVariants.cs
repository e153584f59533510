using System.Text.Json;
using Suite.Assets.Blobs;
using Suite.Imaging;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Intake;

/// <summary>The sizes that pages show: the largest from the original, every other one from the next larger.</summary>
internal sealed class MakeVariants(IntakeStore intake, IBlobStore blobs, AssetTelemetry telemetry, TimeProvider clock) : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        if (await intake.FindAsync(item, cancel) is not { } asset)
            return IntakeStore.Skipped;

        using var original = await intake.OpenOriginalAsync(asset, cancel);
        var staged = VariantSizes.All.Select(_ => blobs.Stage()).ToList();
        try
        {
            var started = clock.GetTimestamp();
            var variants = await WriteAsync(original, staged, cancel);
            telemetry.VariantsMade(variants.Select(variant => (variant.Name, variant.Blob.SizeBytes)), clock.GetElapsedTime(started));
            foreach (var variant in variants)
                await blobs.KeepAsync(variant.Blob, cancel);
            return new ItemResult(
                JsonSerializer.SerializeToElement(variants.Select(variant => variant.Name), SuiteJson.Options),
                (sql, stop) => intake.RecordVariantsAsync(sql, asset, variants, stop));
        }
        finally
        {
            staged.ForEach(file => file.Dispose());
        }
    }

    private static async Task<List<Variant>> WriteAsync(BlobFile original, List<StagedBlob> staged, CancellationToken cancel)
    {
        using var span = AssetTelemetry.MakeVariants();
        var source = ImageSource.FromFile(original.Path);
        var sizes = VariantSizes.All.Zip(staged, (size, file) => new Thumbnail(size.LongSide, file.Path)).ToList();
        var images = await Task.Run(
            // JPEG is several times faster to write than WebP, and only transparency needs the latter.
            () => ImageFile.WriteThumbnails(
                source, sizes, ImageFile.Probe(source).HasAlpha ? ImageFormat.Webp : ImageFormat.Jpeg, long.MaxValue),
            cancel);

        var variants = new List<Variant>();
        foreach (var (index, size) in VariantSizes.All.Index())
        {
            await staged[index].SealAsync(cancel);
            variants.Add(new Variant(size.Name, staged[index], images[index]));
        }

        return variants;
    }
}

/// <summary>Names and longer sides, in pixels. Smaller originals are not enlarged.</summary>
internal static class VariantSizes
{
    public const string Large = "large";

    public static readonly IReadOnlyList<(string Name, int LongSide)> All =
        [("thumbnail", 256), ("small", 512), ("medium", 1024), (Large, 2048)];
}
