using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>What a batch was made with, as graphcap's <c>config</c>; <paramref name="Type"/> beside it.</summary>
internal sealed record BatchConfig(string Type, IReadOnlyList<string> Images, IReadOnlyList<string> Perspectives, BatchOptions? Options)
{
    public static BatchConfig Of(JsonElement config) => config.Deserialize<BatchConfig>(SuiteJson.Options)!;

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, SuiteJson.Options);
}

/// <summary>Options of a batch in graphcap's own names.</summary>
public sealed record BatchOptions(
    [property: JsonPropertyName("max_tokens")]
    [Range(1, 32_768)] int? MaxTokens = null,
    [Range(0.0, 2.0)] double? Temperature = null,
    [property: JsonPropertyName("top_p")]
    [Range(0.0, 1.0)] double? TopP = null,
    [property: JsonPropertyName("repetition_penalty")]
    [Range(0.1, 2.0)] double? RepetitionPenalty = null,
    [StringLength(100)] string? Provider = null,
    [property: JsonPropertyName("global_context")]
    [StringLength(20_000)] string? GlobalContext = null,
    bool? Resize = null,
    [property: JsonPropertyName("resize_resolution")]
    [AllowedValues(null, "SD_VGA", "HD_720P", "FHD_1080P", "QHD_1440P", "UHD_4K", "UHD_8K")] string? ResizeResolution = null);
