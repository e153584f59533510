namespace Suite.Assets;

/// <summary>An asset. Width and height are in pixels after EXIF orientation.</summary>
public sealed record Asset(
    Guid Id,
    Guid TeamId,
    AssetKind Kind,
    AssetState State,
    string FileName,
    string ContentType,
    long SizeBytes,
    string Sha256,
    int? Width,
    int? Height,
    string? Description,
    DateTimeOffset CreatedAt,
    Guid? CreatedBy,
    DateTimeOffset? DeletedAt);

public enum AssetKind
{
    Image,
    Video,
    Chart,
    Document,
}

/// <summary>Quarantined: moderation said no, or could not be asked; the content is shown to managers only.</summary>
public enum AssetState
{
    Processing,
    Ready,
    Quarantined,
    Failed,
}
