using System.Security.Cryptography;
using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Makes one caption of one image under one perspective.</summary>
internal sealed class CaptionMaker(
    ModelClient models, ImageSource images, IAssets assets, FileCaptionStore files, PerspectiveStore perspectives, CaptionMetrics metrics)
{
    /// <summary>
    /// Asks a model, and once more with a list of the faults when its answer does not fit the perspective. Whether it fits then is in
    /// <see cref="Caption.Faults"/>.
    /// </summary>
    /// <param name="teamId">Whose image it is.</param>
    /// <param name="image">What to look at.</param>
    /// <param name="name">The perspective.</param>
    /// <param name="version">Its version; null: the present one.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="report">Told how far it is, 0 to 100.</param>
    /// <param name="cancel">Nobody wants it any more.</param>
    /// <exception cref="ItemFailedException">The image or the perspective is not there, or the model would not.</exception>
    public async Task<Caption> MakeAsync(
        Guid teamId, ImageRef image, string name, string? version, CreateBatch.Options options, Action<int> report, CancellationToken cancel)
    {
        var library = await perspectives.LibraryAsync(teamId, cancel);
        var perspective = await perspectives.UsedAsync(library, teamId, name, version, cancel);
        await using var opened = await images.OpenAsync(teamId, image, options, cancel);
        var request = await RequestAsync(library, perspective, teamId, image, opened, options, cancel);
        report(10);

        var answer = await models.CaptionAsync(opened.Content, opened.ContentType, request, cancel);
        var tokens = answer.Tokens ?? 0;
        var check = AnswerCheck.Check(answer.Result, answer.Method, perspective.SchemaFields);
        var repaired = check.Faults.Count > 0;
        if (repaired)
        {
            report(50);
            await using var again = await images.OpenAsync(teamId, image, options, cancel);
            answer = await models.CaptionAsync(again.Content, again.ContentType, Repair.Of(request, answer, check.Faults), cancel);
            tokens += answer.Tokens ?? 0;
            check = AnswerCheck.Check(answer.Result, answer.Method, perspective.SchemaFields);
        }
        metrics.Made(answer.Method, fits: check.Faults.Count == 0, repaired);
        report(90);
        return new Caption(
            perspective, answer, check.Result, check.Faults, opened.Sha256, InputHash(opened.Sha256, request), opened.File, tokens);
    }

    private async Task<ModelRequest> RequestAsync(
        TeamLibrary library, Perspective perspective, Guid teamId, ImageRef image, OpenedImage opened, CreateBatch.Options options,
        CancellationToken cancel)
    {
        var insights = image.AssetId is { } assetId ? await assets.InsightsAsync(teamId, assetId, cancel) : [];
        var others = perspective.Type != PerspectiveType.Synthesizer ? []
            : OtherCaptions.Render(library, perspective, opened.File is { } file
                ? await files.OfAsync(teamId, file.Path, opened.Sha256, cancel)
                : OtherCaptions.Among(insights));
        return new ModelRequest(
            new ModelPerspective(perspective.Name, perspective.Version, perspective.Prompt, perspective.SchemaFields),
            [.. others.Prepend(options.GlobalContext).OfType<string>()],
            Latest(insights, InsightKind.Detections)?.Content is { } found && found.TryGetProperty("detections", out var boxes) ? boxes : null,
            // Empty, and not null, when it was read and nothing was found: the gateway would read it again.
            Latest(insights, InsightKind.Text) is { } read ? read.Text ?? "" : null,
            options.MaxTokens,
            options.Temperature,
            options.TopP,
            options.RepetitionPenalty,
            options.Provider,
            options.Model);
    }

    private static Insight? Latest(IReadOnlyList<Insight> insights, string kind) =>
        insights.Where(insight => insight.Kind == kind).MaxBy(insight => insight.CreatedAt);

    /// <summary>The image and everything that was asked about it: equal input, equal hash.</summary>
    private static string InputHash(string imageSha256, ModelRequest request)
    {
        var asked = JsonSerializer.SerializeToUtf8Bytes(new { imageSha256, request }, SuiteJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(asked));
    }
}
