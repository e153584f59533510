using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suite.Charts.Extractions;

internal static class ExtractionRequest
{
    /// <param name="Parameters">See the module's README; all may be left out.</param>
    public sealed record Request(
        [property: JsonPropertyName("product_id")]
        [Required] Guid? ProductId,
        [property: JsonPropertyName("image_id")]
        [Required] Guid? ImageId,
        [property: JsonPropertyName("extraction_method")] string? ExtractionMethod = "standard",
        JsonElement? Parameters = null,
        string? Priority = "normal");
}
