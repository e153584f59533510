using System.Globalization;

namespace Suite.Jobs;

/// <summary>
/// What is notified when items become ready: <c>turn queue</c>, the earliest turn in microseconds since 1970. A queue alone is
/// looked through as a whole, and nothing at all means every queue. <see cref="Sql"/> writes it.
/// </summary>
internal readonly record struct ReadyNotice(string Queue, DateTimeOffset? Turn)
{
    /// <summary>The notice of a row that has <c>queue</c> and <c>turn_at</c>, as an expression.</summary>
    public const string Sql = "(extract(epoch from turn_at) * 1000000)::bigint || ' ' || queue";

    public static ReadyNotice Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && long.TryParse(text.AsSpan(0, space), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
            ? new ReadyNotice(text[(space + 1)..], DateTimeOffset.UnixEpoch.AddMicroseconds(micros))
            : new ReadyNotice(text, null);
    }
}
