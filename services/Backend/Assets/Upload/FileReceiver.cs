using Microsoft.Extensions.Options;
using Suite.Assets.Blobs;
using Suite.Imaging;

namespace Suite.Assets.Upload;

/// <summary>Takes one file from the wire to the staging folder and finds out what it is.</summary>
internal sealed class FileReceiver(
    IBlobStore blobs, AssetTelemetry telemetry, IOptions<AssetsOptions> options, TimeProvider clock) : IDisposable
{
    // Decoding is processor time: more at once would only slow each other and hold more memory.
    private readonly SemaphoreSlim _decoding = new(Environment.ProcessorCount);

    public async Task<ReceivedFile> ReceiveAsync(string? sentName, Stream body, CancellationToken cancel)
    {
        using var span = AssetTelemetry.Receive();
        var started = clock.GetTimestamp();
        var file = await TakeAsync(sentName, body, cancel);
        telemetry.Received(file, span, clock.GetElapsedTime(started));
        return file;
    }

    public void Dispose() => _decoding.Dispose();

    private async Task<ReceivedFile> TakeAsync(string? sentName, Stream body, CancellationToken cancel)
    {
        var name = FileNames.Clean(sentName);
        var head = new byte[ContentSniffer.HeadBytes];
        head = head[..await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel)];
        if (head.Length == 0)
            return ReceivedFile.Refuse(name, Problems.EmptyFile, "The file is empty.");
        if (ContentSniffer.Sniff(head) is not { } content)
            return ReceivedFile.Refuse(
                name, Problems.UnsupportedType, "The bytes are not those of a JPEG, PNG, WebP, GIF, TIFF, HEIC, AVIF, PDF, MP4, MOV, WebM, MKV or AVI file.");

        var staged = blobs.Stage();
        ReceivedFile? received = null;
        try
        {
            var limit = content.Kind == AssetKind.Video ? options.Value.MaxVideoBytes : options.Value.MaxFileBytes;
            received = await staged.WriteAsync(head, body, limit, cancel)
                ? await UnderstandAsync(name, content, staged, cancel)
                : ReceivedFile.Refuse(name, Problems.FileTooLarge, $"The file is larger than the {limit:N0} bytes allowed.");
            return received;
        }
        finally
        {
            if (received?.Accepted is null)
                staged.Dispose();
        }
    }

    private async Task<ReceivedFile> UnderstandAsync(string name, SniffedContent content, StagedBlob staged, CancellationToken cancel)
    {
        if (content.Image is not { } format)
            return new ReceivedFile(name, new AcceptedFile(content.Kind, content.ContentType, staged, staged, null, null), null);

        await _decoding.WaitAsync(cancel);
        try
        {
            var info = await Task.Run(() => ImageFile.Verify(ImageSource.FromFile(staged.Path), options.Value.MaxPixels), cancel);
            var accepted = format == ImageFormat.Heic
                ? await ConvertAsync(staged, cancel)
                : new AcceptedFile(content.Kind, content.ContentType, staged, staged, info.Width, info.Height);
            return new ReceivedFile(name, accepted, null);
        }
        catch (ImageException failure) when (failure.Problem is ImageProblem.TooLarge)
        {
            return ReceivedFile.Refuse(name, Problems.TooManyPixels, failure.Message);
        }
        catch (ImageException failure) when (failure.Problem is ImageProblem.Unreadable or ImageProblem.Truncated)
        {
            return ReceivedFile.Refuse(name, Problems.UnreadableImage, "The image is damaged or ends early.");
        }
        catch (ImageException failure) when (failure.Problem is ImageProblem.WriteFailed)
        {
            throw Problems.StorageFull.ToException("The storage took no more: nothing of this upload was kept.");
        }
        finally
        {
            _decoding.Release();
        }
    }

    // No browser shows HEIC. The upload is kept as it came, and the JPEG stands for it everywhere.
    private async Task<AcceptedFile> ConvertAsync(StagedBlob uploaded, CancellationToken cancel)
    {
        var jpeg = blobs.Stage();
        try
        {
            var written = await Task.Run(
                () => ImageFile.WriteThumbnail(ImageSource.FromFile(uploaded.Path), longSide: null, jpeg.Path, maxPixels: options.Value.MaxPixels),
                cancel);
            await jpeg.SealAsync(cancel);
            return new AcceptedFile(AssetKind.Image, ImageFormat.Jpeg.ContentType(), uploaded, jpeg, written.Width, written.Height);
        }
        catch
        {
            jpeg.Dispose();
            throw;
        }
    }
}
