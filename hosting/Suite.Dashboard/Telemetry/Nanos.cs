using System.Globalization;

namespace Suite.Dashboard.Telemetry;

/// <summary>Nanoseconds since 1970 UTC, as OTLP has them: good until the year 2262.</summary>
internal static class Nanos
{
    private static readonly long LastTick = DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;

    public static long Of(DateTimeOffset time) => checked((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100);

    public static DateTimeOffset Time(long nanos) => DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(nanos / 100, 0, LastTick));

    /// <summary>As the views show it: UTC, with microseconds.</summary>
    public static string Text(long nanos) => Time(nanos).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
