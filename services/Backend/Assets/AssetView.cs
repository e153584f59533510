using System.Text.Json;

namespace Suite.Assets;

/// <summary>An asset as clients see it.</summary>
/// <param name="Failure">Why it is failed or quarantined, for a person.</param>
internal record AssetView(
    Guid Id,
    AssetKind Kind,
    AssetState State,
    string? Failure,
    string FileName,
    string ContentType,
    long SizeBytes,
    string Sha256,
    int? Width,
    int? Height,
    string? Description,
    string? Caption,
    DateTimeOffset CreatedAt,
    Guid? CreatedBy,
    DateTimeOffset? DeletedAt,
    IReadOnlyList<VariantView> Variants,
    IReadOnlyList<Guid> Collections);

internal sealed record VariantView(string Name, int Width, int Height, string ContentType, long SizeBytes);

internal sealed record InsightView(
    Guid Id,
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
    DateTimeOffset CreatedAt)
{
    public static InsightView Of(Insight insight) => new(
        insight.Id, insight.Kind, insight.Content, insight.Text, insight.Provider, insight.Model, insight.Method,
        insight.Perspective, insight.PerspectiveVersion, insight.JobId, insight.ItemId, insight.AttemptId, insight.InputHash,
        insight.CreatedAt);
}
