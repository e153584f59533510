using System.Text.Json;

namespace Suite.Assets;

/// <summary>
/// One result about one asset with its lineage: which item and attempt made it, from what input, by which provider, model and
/// method, under which perspective version.
/// </summary>
/// <param name="Content">The result itself, shaped by <paramref name="Kind"/>.</param>
/// <param name="Text">What search should find it by; null when there is nothing to read.</param>
/// <param name="Method">How it was made: <c>model</c>, <c>template</c> …, as the model gateway said.</param>
public sealed record Insight(
    Guid Id,
    Guid AssetId,
    string Kind,
    JsonElement Content,
    string? Text,
    string Provider,
    string Model,
    string Method,
    string? Perspective,
    string? PerspectiveVersion,
    Guid? JobId,
    long? ItemId,
    long? AttemptId,
    string InputHash,
    DateTimeOffset CreatedAt);

/// <summary>A new insight. An older one of the same asset, kind and perspective is replaced as the current one, and kept.</summary>
public sealed record NewInsight(
    Guid TeamId,
    Guid AssetId,
    string Kind,
    JsonElement Content,
    string? Text,
    string Provider,
    string Model,
    string Method,
    string InputHash,
    string? Perspective = null,
    string? PerspectiveVersion = null,
    Guid? JobId = null,
    long? ItemId = null,
    long? AttemptId = null);

/// <summary>Kinds of insight: what an AI job, or a labelled deterministic method, found out about an asset.</summary>
public static class InsightKind
{
    public const string Moderation = "moderation";
    public const string Detections = "detections";
    public const string Text = "text";
    public const string Caption = "caption";
    public const string Curves = "curves";
}
