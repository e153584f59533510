using System.Text.Json;
using Suite.Assets.Blobs;
using Suite.Imaging;
using Suite.Jobs;

namespace Suite.Assets.Intake;

/// <summary>What the handlers of the intake share.</summary>
internal static class IntakeSteps
{
    /// <summary>Moderation holds the asset back: the step succeeds without having done anything.</summary>
    public static readonly ItemResult Skipped = new(JsonElement.Parse("""{"skipped":"quarantined"}"""));

    /// <summary>A small JPEG of an image, for a model that looks at no more.</summary>
    public static async Task<byte[]> ShrinkAsync(StagedBlob original, int longSide, CancellationToken cancel)
    {
        var path = original.Path + ".jpg";
        try
        {
            await Task.Run(() => ImageFile.WriteThumbnail(ImageSource.FromFile(original.Path), longSide, path, maxPixels: long.MaxValue), cancel);
            return await File.ReadAllBytesAsync(path, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
