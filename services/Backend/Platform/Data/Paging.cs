using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>What every list has in common: <c>?limit=</c> and an opaque <c>?cursor=</c>.</summary>
public static class Paging
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary><c>limit</c> is not within 1 to 200.</summary>
    public static readonly ProblemKind InvalidLimit = new("invalid-limit", 400);

    /// <summary><c>cursor</c> is not the <c>nextCursor</c> of an earlier page.</summary>
    public static readonly ProblemKind InvalidCursor = new("invalid-cursor", 400);

    /// <summary>The limit that counts: 50 when none is given.</summary>
    /// <exception cref="ProblemException"><c>invalid-limit</c>: not within 1 to 200.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => limit.Value,
        _ => throw InvalidLimit.ToException($"limit must be between 1 and {MaxLimit}."),
    };

    /// <summary>The place after a row, as an opaque cursor: the values that the list is ordered by.</summary>
    public static string Encode<T>(T place) where T : notnull =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    /// <summary>The place that a cursor stands for; null when there is none.</summary>
    /// <exception cref="ProblemException"><c>invalid-cursor</c>: not one of ours.</exception>
    public static T? Decode<T>(string? cursor) where T : class
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor), Json)
                ?? throw InvalidCursor.ToException(NotOurs);
        }
        catch (Exception failure) when (failure is FormatException or JsonException or NotSupportedException)
        {
            throw InvalidCursor.ToException(NotOurs);
        }
    }

    /// <summary>
    /// The page of <paramref name="rows"/>, which were asked for with one more than <paramref name="limit"/> to see whether
    /// another page follows; <paramref name="place"/> gives the values that the list is ordered by.
    /// </summary>
    public static Page<TRow> ToPage<TRow, TPlace>(this List<TRow> rows, int limit, Func<TRow, TPlace> place) where TPlace : notnull
    {
        if (rows.Count <= limit)
            return new Page<TRow>(rows, null);
        var items = rows[..limit];
        return new Page<TRow>(items, Encode(place(items[^1])));
    }

    private static readonly JsonSerializerOptions Json = new() { Converters = { new UtcTime() } };

    private const string NotOurs = "cursor must be the nextCursor of an earlier page, unchanged.";

    /// <summary>Times go to PostgreSQL in UTC; a cursor that somebody made up may hold another offset.</summary>
    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}
