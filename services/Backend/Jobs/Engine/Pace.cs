namespace Suite.Jobs;

/// <summary>
/// How many items of a queue to hold beyond those whose handlers run: what ends within a tenth of a second, so that short items do
/// not wait for the next claim, and long ones never wait here while another process could run them.
/// </summary>
internal sealed class Pace(TimeProvider clock)
{
    public const int MostAhead = 2_000;

    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private long _since = clock.GetTimestamp();
    private int _ended;
    private double _perSecond;
    private double _meanRun;

    /// <summary>Items to hold beyond those that run.</summary>
    public int Size { get; private set; }

    /// <summary>The handler of one of them was done after <paramref name="run"/>.</summary>
    public void Handled(TimeSpan run)
    {
        lock (_gate)
            _meanRun += (run.TotalSeconds - _meanRun) / 8;
    }

    /// <summary>The end of one of them was written.</summary>
    public void Ended()
    {
        lock (_gate)
            _ended++;
    }

    /// <summary>The queue was idle: the time until now says nothing.</summary>
    public void Begin()
    {
        lock (_gate)
            (_since, _ended) = (clock.GetTimestamp(), 0);
    }

    /// <summary>Takes what ended since the last time into account.</summary>
    /// <param name="freeShare">The share of the slots that are not held up by an item that takes long: 0 to 1.</param>
    public void Measure(double freeShare)
    {
        lock (_gate)
        {
            var elapsed = clock.GetElapsedTime(_since);
            if (_ended > 0 || elapsed > Ahead)
            {
                var now = _ended / elapsed.TotalSeconds;
                // Up at once, for short items come in large numbers; down in a few steps, for ends are written in batches.
                _perSecond = now > _perSecond ? now : (_perSecond + now) / 2;
                (_since, _ended) = (clock.GetTimestamp(), 0);
            }
            Size = _meanRun > Ahead.TotalSeconds / 2 ? 0 : (int)Math.Min(MostAhead, _perSecond * Ahead.TotalSeconds * freeShare);
        }
    }
}
