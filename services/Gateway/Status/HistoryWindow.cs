namespace Suite.Gateway.Status;

/// <summary>
/// The last hours, cut into bars for a page (at most 96) and into the shorter steps that Prometheus is asked for (at most the 11,000
/// that it gives). Steps end at round times, so that the same minute is never counted in two ways.
/// </summary>
internal sealed record HistoryWindow(DateTimeOffset From, DateTimeOffset To, TimeSpan Step, TimeSpan Bar)
{
    /// <summary>As long as Prometheus keeps its data.</summary>
    public const int MostHours = 15 * 24;

    private const int MostBars = 96;
    private const int MostStepsHours = 180;

    private static readonly int[] RoundMinutes = [1, 5, 15, 30, 60, 120, 240];

    public int Steps => (int)((To - From) / Step);

    public static HistoryWindow Last(int hours, DateTimeOffset now)
    {
        var length = TimeSpan.FromHours(hours);
        var step = TimeSpan.FromMinutes(hours <= MostStepsHours ? 1 : 2);
        var bar = RoundMinutes.Select(minutes => TimeSpan.FromMinutes(minutes)).First(bar => length / bar <= MostBars);
        // The step that now belongs to is not over; it counts as far as it has come.
        var to = new DateTimeOffset(((now.UtcTicks / step.Ticks) + 1) * step.Ticks, TimeSpan.Zero);
        return new(to - length, to, step, bar);
    }
}
