namespace Suite.Platform;

/// <summary>
/// One page of a list. <paramref name="NextCursor"/> is opaque and goes back as <c>?cursor=</c>; null on the last page.
/// </summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
