using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Hub;

/// <summary>The bytes that all requests which are being read and decoded hold together, what they unfold to included, and their limit.</summary>
internal sealed class InFlight(IOptions<OtlpOptions> options)
{
    private readonly long _limit = options.Value.MaxInFlightBytes;
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <exception cref="RefusedException">There is no room.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _limit)
            return;
        Give(bytes);
        throw new RefusedException(Refusal.Memory, $"The requests in hand hold {_limit} bytes already. Please send this one again later.");
    }

    public void Give(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
