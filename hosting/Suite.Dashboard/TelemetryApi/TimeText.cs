using System.Globalization;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Moments as people write them: ISO 8601, or how long before now.</summary>
internal static class TimeText
{
    /// <summary>Null when it is neither.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (text is ['-', .. var digits, var unit] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            TimeSpan? before = unit switch
            {
                's' => TimeSpan.FromSeconds(amount),
                'm' => TimeSpan.FromMinutes(amount),
                'h' => TimeSpan.FromHours(Math.Min(amount, 876_000)),
                'd' => TimeSpan.FromDays(Math.Min(amount, 36_500)),
                _ => null,
            };
            return before is { } known && known < now - DateTimeOffset.UnixEpoch ? now - known : null;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.Year is >= 1970 and < 2262 ? time : null;
    }
}
