namespace Suite.Dashboard.Telemetry.Runs;

/// <summary>One file of the folder, as its own row about itself says.</summary>
/// <param name="Problem">Why it cannot be read; then the rest but the size is unknown.</param>
internal sealed record RunEntry(
    string Id, string Name, bool Imported, long StartedAt, long WrittenAt, long Spans, long Logs, long Points, long Bytes, bool InUse, string? Problem);
