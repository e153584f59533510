using System.Security.Cryptography;
using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Makes one caption of one image under one perspective.</summary>
internal sealed class CaptionMaker(ModelClient models, ImageSource images, IAssets assets, PerspectiveLibrary library)
{
    /// <exception cref="ItemFailedException">The image or the perspective is not there, or the model would not.</exception>
    public async Task<Caption> MakeAsync(
        Guid teamId, ImageRef image, string perspectiveName, CreateBatch.Options options, ItemContext item, CancellationToken cancel)
    {
        var perspective = library.Find(perspectiveName)
            ?? throw new ItemFailedException($"The library has no perspective {perspectiveName} any more.", retry: false);
        var insights = image.AssetId is { } assetId ? await assets.InsightsAsync(teamId, assetId, cancel) : [];
        var request = Request(perspective, insights, options);
        item.ReportProgress(10);

        await using var opened = await images.OpenAsync(teamId, image, options, cancel);
        var answer = await models.CaptionAsync(opened.Content, opened.ContentType, request, cancel);
        if (answer.Result is { } result && AnswerCheck.ErrorIn(result, answer.Method, perspective.SchemaFields) is { } error)
            throw new ItemFailedException($"The answer of {answer.Model} does not fit {perspective.Name}: {error}.", retry: true);
        item.ReportProgress(90);
        return new Caption(perspective, answer, InputHash(opened.Sha256, request));
    }

    private ModelRequest Request(Perspective perspective, IReadOnlyList<Insight> insights, CreateBatch.Options options)
    {
        var others = perspective.Type == PerspectiveType.Synthesizer ? OtherCaptions(perspective, insights) : [];
        return new ModelRequest(
            new ModelPerspective(perspective.Name, perspective.Version, perspective.Prompt, perspective.SchemaFields),
            [.. options.GlobalContext is { } context ? [context] : Array.Empty<string>(), .. others],
            Latest(insights, InsightKind.Detections)?.Content is { } found && found.TryGetProperty("detections", out var boxes) ? boxes : null,
            // Empty, and not null, when it was read and nothing was found: the gateway would read it again.
            Latest(insights, InsightKind.Text) is { } read ? read.Text ?? "" : null,
            options.MaxTokens,
            options.Temperature,
            options.TopP,
            options.RepetitionPenalty,
            options.Provider);
    }

    private List<string> OtherCaptions(Perspective perspective, IReadOnlyList<Insight> insights)
    {
        var rendered = insights
            .Where(insight => insight.Kind == InsightKind.Caption && insight.Perspective is not null && insight.Perspective != perspective.Name)
            .Select(insight => (Other: library.Find(insight.Perspective!), Insight: insight))
            .Where(pair => pair.Other is { Type: PerspectiveType.Perspective })
            .OrderBy(pair => pair.Other!.Priority)
            .Select(pair => Rendered(pair.Other!, pair.Insight))
            .ToList();
        return rendered.Count > 0
            ? rendered
            : throw new ItemFailedException($"{perspective.Name} is made out of other captions, and this image has none yet.", retry: false);
    }

    private static string Rendered(Perspective perspective, Insight caption) =>
        caption.Content.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object
            ? ContextTemplate.Render(perspective.ContextTemplate, result)
            : caption.Text ?? "";

    private static Insight? Latest(IReadOnlyList<Insight> insights, string kind) =>
        insights.Where(insight => insight.Kind == kind).MaxBy(insight => insight.CreatedAt);

    /// <summary>The image and everything that was asked about it: equal input, equal hash.</summary>
    private static string InputHash(string imageSha256, ModelRequest request)
    {
        var asked = JsonSerializer.SerializeToUtf8Bytes(new { imageSha256, request }, SuiteJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(asked));
    }
}

/// <summary>A caption before it is stored.</summary>
internal sealed record Caption(Perspective Perspective, ModelAnswer Answer, string InputHash)
{
    /// <summary>As an insight's content and as graphcap's <c>result</c>: text that was not JSON is kept as text.</summary>
    public JsonElement Content => JsonSerializer.SerializeToElement(new { text = Answer.Text, result = Answer.Result }, SuiteJson.Options);

    public NewInsight ToInsight(ItemContext item, Guid assetId) => new(
        item.TeamId,
        assetId,
        InsightKind.Caption,
        Content,
        Answer.Text,
        Answer.Provider,
        Answer.Model,
        Answer.Method,
        InputHash,
        Perspective.Name,
        Perspective.Version,
        item.JobId,
        item.ItemId,
        item.AttemptId);
}
