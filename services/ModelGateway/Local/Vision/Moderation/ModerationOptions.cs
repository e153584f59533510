using System.ComponentModel.DataAnnotations;

namespace Suite.ModelGateway.Local.Vision.Moderation;

/// <summary>From which confidence on an image is not allowed.</summary>
internal sealed class ModerationOptions
{
    public const string Section = "Moderation";

    /// <summary>Refuse when <c>porn</c> and <c>hentai</c> together reach this.</summary>
    [Range(0.05, 1.0)]
    public double ExplicitThreshold { get; set; } = 0.8;

    /// <summary>Refuse when <c>sexy</c> reaches this.</summary>
    [Range(0.05, 1.0)]
    public double SuggestiveThreshold { get; set; } = 0.9;
}
