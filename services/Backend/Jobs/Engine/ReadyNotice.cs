using System.Globalization;

namespace Suite.Jobs;

/// <summary>
/// What is notified when items become ready: <c>turn queue</c>, the earliest turn in microseconds since 1970; without a turn before
/// the space the queue is looked through as a whole, and nothing at all means every queue. <see cref="Sql"/> and
/// <see cref="Whole"/> write it.
/// </summary>
internal readonly record struct ReadyNotice(string Queue, DateTimeOffset? Turn)
{
    /// <summary>The notice of a row that has <c>queue</c> and <c>turn_at</c>, as an expression.</summary>
    public const string Sql = "(extract(epoch from turn_at) * 1000000)::bigint || ' ' || queue";

    /// <summary>The notice of a queue of which no turn is known. The space stays: names may begin with a number and a space too.</summary>
    public static string Whole(string queue) => " " + queue;

    public static ReadyNotice Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return default;
        var queue = text[(space + 1)..];
        return long.TryParse(text.AsSpan(0, space), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
            ? new ReadyNotice(queue, DateTimeOffset.UnixEpoch.AddMicroseconds(micros))
            : new ReadyNotice(queue, null);
    }
}
