namespace Suite.Dashboard.Hub;

/// <summary>
/// The memory that one request's objects take while it is decoded and handed over; from then on consumers answer for what
/// they keep. Two bytes can ask for an object, so a small request may unfold to a very large one.
/// </summary>
internal sealed class DecodedShare(InFlight inFlight, long max) : IDisposable
{
    private long _bytes;

    /// <exception cref="RefusedException">The request takes too much, or all requests together do.</exception>
    public void Grow(int bytes)
    {
        if (_bytes + bytes > max)
            throw new RefusedException(Refusal.Size, $"The request would take more than {max} bytes of memory. Please send less at once.");
        inFlight.Take(bytes);
        _bytes += bytes;
    }

    public void Dispose() => inFlight.Give(_bytes);
}
