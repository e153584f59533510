namespace Suite.Assets;

/// <summary>
/// The job that every new asset goes through, step after step; the module named owns the handler.
/// </summary>
public static class AssetIntake
{
    public const string Queue = "intake";
    public const string Kind = "asset-intake";

    /// <summary>Assets: may it be shown at all. Fails closed.</summary>
    public const string Moderate = "moderate";

    /// <summary>Assets: the sizes that pages show.</summary>
    public const string Variants = "variants";

    /// <summary>Assets: detections and text.</summary>
    public const string Analyse = "analyse";

    /// <summary>Captioning: the default caption.</summary>
    public const string Caption = "caption";

    /// <summary>Search: embeddings of every text of the asset.</summary>
    public const string Embed = "embed";

    public static readonly IReadOnlyList<string> Steps = [Moderate, Variants, Analyse, Caption, Embed];
}
