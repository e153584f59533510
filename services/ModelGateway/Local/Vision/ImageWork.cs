using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Suite.Imaging;
using Suite.ModelGateway.Telemetry;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>
/// Takes an image out of a request and runs work on it. Bytes, pixels and the number of images in work are bounded, so memory
/// is too; what is too much is refused by name.
/// </summary>
internal sealed class ImageWork(IOptions<VisionOptions> options, GenAiTelemetry telemetry) : IDisposable
{
    private readonly ConcurrencyLimiter _turns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrentImages,
        QueueLimit = options.Value.MaxWaitingImages,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>The image that is the whole body of <paramref name="request"/>.</summary>
    public async Task<OpenedImage> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        // Our own limit, with its own code, in place of the server's.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        if (request.ContentLength > options.Value.MaxImageBytes)
            throw TooLarge();
        return Open(await ReadAsync(request.Body, (int?)request.ContentLength, cancel));
    }

    /// <summary>Reads an image to its end, or to the limit of bytes.</summary>
    public async Task<byte[]> ReadAsync(Stream stream, int? expectedLength, CancellationToken cancel)
    {
        using var bytes = new MemoryStream(expectedLength ?? 0);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (bytes.Length + read > options.Value.MaxImageBytes)
                throw TooLarge();
            bytes.Write(buffer, 0, read);
        }

        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    /// <summary>Reads the header, and no more of the image than that.</summary>
    public OpenedImage Open(byte[] bytes)
    {
        if (bytes.Length == 0)
            throw ImageProblems.Unreadable.ToException("The image is empty: send its bytes as the body of the request.");
        try
        {
            return new OpenedImage(bytes, ImageFile.Probe(ImageSource.FromBytes(bytes)), options.Value.MaxImagePixels);
        }
        catch (ImageException failure)
        {
            throw ImageProblems.From(failure);
        }
    }

    /// <summary>Runs <paramref name="work"/> on a thread of its own when its turn comes.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancel)
    {
        using var turn = await _turns.AcquireAsync(1, cancel);
        if (!turn.IsAcquired)
            throw ImageProblems.Busy.ToException("Too many images are waiting for this model; try again in a moment.");
        return await Task.Run(work, cancel);
    }

    /// <summary>The same for the work of a model, which is measured from the moment when its turn has come.</summary>
    public Task<T> RunAsync<T>(string operation, string model, Func<T> work, CancellationToken cancel) => RunAsync(
        () =>
        {
            using var call = telemetry.Begin(operation, "local", model);
            try
            {
                return work();
            }
            catch (Exception failure)
            {
                call.Fail(failure);
                throw;
            }
        },
        cancel);

    /// <summary>Images that are looked at now.</summary>
    public long Running => options.Value.MaxConcurrentImages - _turns.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>Images that wait for their turn.</summary>
    public long Waiting => _turns.GetStatistics()!.CurrentQueuedCount;

    public void Dispose() => _turns.Dispose();

    private Suite.ServiceDefaults.ProblemException TooLarge() =>
        ImageProblems.TooLarge.ToException($"The image has more than {options.Value.MaxImageBytes} bytes, which is the limit.");
}
