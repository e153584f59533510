namespace Suite.Dashboard.Telemetry.Views;

/// <summary>
/// One page of a list. <paramref name="NextCursor"/> is null on the last page; it stays good while new telemetry arrives,
/// because it names the last row that was shown and not a number of rows to skip.
/// </summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>All of something, where there is no need for pages.</summary>
internal sealed record All<T>(IReadOnlyList<T> Items);

/// <param name="Name">The folder's file, or what was imported.</param>
/// <param name="Bytes">On disk, its write-ahead log included.</param>
/// <param name="Problem">Why it cannot be opened; null when it can.</param>
internal sealed record RunView(
    string Id, string Name, string StartedAt, string? EndedAt, long Bytes, bool Current, bool Imported,
    long Spans, long Logs, long Points, string? Problem);

internal sealed record ResourceView(string Name, IReadOnlyList<InstanceView> Instances, long Spans, long Logs, long Points);

internal sealed record InstanceView(string Id, IReadOnlyDictionary<string, object?> Attributes, string LastSeen);

internal sealed record TickView(long Spans, long Logs, long Points);
