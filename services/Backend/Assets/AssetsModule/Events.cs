namespace Suite.Assets;

/// <summary>Event, also live: something about an asset changed; <paramref name="Change"/> is one of the words below.</summary>
public sealed record AssetChanged(Guid AssetId, AssetState State, string Change)
{
    public const string Topic = "assets.asset-changed";

    public const string Created = "created";
    public const string Updated = "updated";
    public const string Insight = "insight";
    public const string Deleted = "deleted";
    public const string Restored = "restored";
}

/// <summary>
/// Event <c>assets.text-changed</c>: a text of the asset came, changed or went (file name, description, caption, deletion,
/// restoration).
/// <paramref name="JobKind"/> is the job that wrote it, so that the intake's own embedding step is not doubled.
/// </summary>
public sealed record AssetTextChanged(Guid AssetId, string? JobKind)
{
    public const string Topic = "assets.text-changed";
}
