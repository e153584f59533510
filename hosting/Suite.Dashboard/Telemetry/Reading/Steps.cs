namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Cuts a range into slices that begin at round times.</summary>
internal static class Steps
{
    private const long Second = 1_000_000_000;

    private static readonly long[] Round =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

    /// <summary>The shortest round step, in nanoseconds, with at most <paramref name="most"/> slices.</summary>
    public static long Of(long from, long to, int most)
    {
        var range = Math.Max(1, to - from);
        foreach (var seconds in Round)
        {
            if (range / (seconds * Second) < most)
                return seconds * Second;
        }
        var days = 86400 * Second;
        return ((range / most / days) + 1) * days;
    }

    public static long Floor(long time, long step) => time - (((time % step) + step) % step);
}
