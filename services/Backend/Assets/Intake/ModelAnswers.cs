using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Intake;

/// <summary>Who answered, and how: kept with every result.</summary>
internal interface IModelAnswer
{
    string Provider { get; }
    string Model { get; }
    string Method { get; }

    /// <summary>The result as the insight holds it, without what says who made it.</summary>
    object Content { get; }
}

// Required members: an answer that lacks one is no answer, and moderation above all must not take a silence for a yes.

internal sealed record Verdict : IModelAnswer
{
    public required bool Allowed { get; init; }
    public required string Label { get; init; }
    public required double Confidence { get; init; }
    public required Dictionary<string, double> Scores { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required string Method { get; init; }

    object IModelAnswer.Content => new { Allowed, Label, Confidence, Scores };
}

/// <summary>Boxes are parts of the whole, 0 to 1, from the top left.</summary>
internal sealed record Box(double X, double Y, double Width, double Height);

internal sealed record Detection(string Label, double Confidence, Box Box);

internal sealed record Detections : IModelAnswer
{
    public required int Width { get; init; }
    public required int Height { get; init; }

    [JsonPropertyName("detections")]
    public required IReadOnlyList<Detection> Found { get; init; }

    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required string Method { get; init; }

    object IModelAnswer.Content => new { Width, Height, Detections = Found };
}

internal sealed record TextLine(string Text, double Confidence, Box Box);

internal sealed record ExtractedText : IModelAnswer
{
    public required string Text { get; init; }
    public required IReadOnlyList<TextLine> Lines { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required string Method { get; init; }

    object IModelAnswer.Content => new { Text, Lines };
}

internal static class ModelAnswers
{
    /// <summary>The answer as an insight about the item's asset, with the item as its lineage.</summary>
    public static NewInsight ToInsight(this IModelAnswer answer, ItemContext item, Asset asset, string kind, string? text) => new(
        item.TeamId, asset.Id, kind, JsonSerializer.SerializeToElement(answer.Content, SuiteJson.Options), text,
        answer.Provider, answer.Model, answer.Method, InputHash: asset.Sha256,
        JobId: item.JobId, ItemId: item.ItemId, AttemptId: item.AttemptId);
}
