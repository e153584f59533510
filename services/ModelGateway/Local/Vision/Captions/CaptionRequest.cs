using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Suite.ModelGateway.Local.Vision.Detection;

namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>
/// How an image is to be described. What the caller already knows of it (<see cref="Detections"/>,
/// <see cref="Text"/>) is not worked out again.
/// </summary>
internal sealed record CaptionRequest
{
    public Perspective? Perspective { get; init; }

    /// <summary>What else is known, told to a language model as it is.</summary>
    public IReadOnlyList<string>? Context { get; init; }

    /// <summary>The answer of object detection.</summary>
    public IReadOnlyList<DetectedObject>? Detections { get; init; }

    /// <summary>The answer of text recognition.</summary>
    public string? Text { get; init; }

    [Range(1, 32_768)]
    public int? MaxTokens { get; init; }

    [Range(0.0, 2.0)]
    public double? Temperature { get; init; }

    [Range(0.0, 1.0)]
    public double? TopP { get; init; }

    [Range(0.0, 4.0)]
    public double? RepetitionPenalty { get; init; }

    public string? Model { get; init; }

    /// <summary>Who is to answer, and nobody else. Absent: a configured language model, and <c>local</c> when there is none or it fails.</summary>
    public string? Provider { get; init; }
}

/// <summary>A named way of looking at images: what is asked, and the fields of the answer.</summary>
internal sealed record Perspective(string? Name = null, string? Version = null, string? Prompt = null, JsonArray? SchemaFields = null);
