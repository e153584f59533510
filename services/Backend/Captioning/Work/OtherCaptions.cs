using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>What a synthesizer is given to read: what other perspectives said, each through its own template.</summary>
internal static class OtherCaptions
{
    public static IReadOnlyList<OtherCaption> Among(IReadOnlyList<Insight> insights) =>
    [
        .. insights.Where(insight => insight is { Kind: InsightKind.Caption, Perspective: not null })
            .Select(insight => new OtherCaption(insight.Perspective!, insight.Content, insight.Text)),
    ];

    /// <exception cref="ItemFailedException">There is nothing to read.</exception>
    public static IReadOnlyList<string> Render(TeamLibrary library, Perspective synthesizer, IReadOnlyList<OtherCaption> captions)
    {
        var rendered = captions
            .Where(caption => caption.Perspective != synthesizer.Name)
            .Select(caption => (Perspective: library.Find(caption.Perspective), Caption: caption))
            .Where(pair => pair.Perspective is { Type: PerspectiveType.Perspective })
            .OrderBy(pair => pair.Perspective!.Priority).ThenBy(pair => pair.Perspective!.Name, StringComparer.Ordinal)
            .Select(pair => Rendered(pair.Perspective!, pair.Caption))
            .ToList();
        return rendered.Count > 0
            ? rendered
            : throw new ItemFailedException($"{synthesizer.Name} is made out of other captions, and this image has none yet.", retry: false);
    }

    private static string Rendered(Perspective perspective, OtherCaption caption) =>
        caption.Content.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object
            ? ContextTemplate.Render(perspective.ContextTemplate, result)
            : caption.Text ?? "";
}
