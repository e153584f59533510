using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Counts logs by slice of time and level.</summary>
internal sealed class LevelHistogram
{
    private const int Levels = 6;

    private readonly long _begin, _step;
    private readonly int[] _counts;

    public LevelHistogram(long from, long to, int mostSlices)
    {
        _step = Steps.Of(from, to, mostSlices - 1);
        _begin = Steps.Floor(from, _step);
        _counts = new int[(int)((to - _begin) / _step + 1) * Levels];
    }

    public long Total { get; private set; }

    public void Add(long time, byte severity)
    {
        Total++;
        _counts[((int)((time - _begin) / _step) * Levels) + LogLevels.IndexOf(severity)]++;
    }

    public IReadOnlyList<LevelCounts> Slices() =>
    [
        .. _counts.Chunk(Levels).Select((of, slice) =>
            new LevelCounts(Nanos.Text(_begin + (slice * _step)), of[0], of[1], of[2], of[3], of[4], of[5])),
    ];
}
