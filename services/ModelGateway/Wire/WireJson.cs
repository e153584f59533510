using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suite.ModelGateway.Wire;

/// <summary>OpenAI's JSON: snake case, and nothing written for what is not there.</summary>
internal static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A name given twice is found at once, and not as a bug when the object is first looked into.</summary>
    public static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };
}
