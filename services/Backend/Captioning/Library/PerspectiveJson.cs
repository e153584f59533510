using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>
/// A perspective as JSON. Files, and the database, have graphcap's names (<c>schema_fields</c>); our routes answer with ours
/// (<c>schemaFields</c>) and take both, so that a file can be sent as it is.
/// </summary>
internal static class PerspectiveJson
{
    /// <summary>graphcap's names. What is unknown or missing is an error: a misspelt property would be lost without a word.</summary>
    public static readonly JsonSerializerOptions Published = Strict(JsonNamingPolicy.SnakeCaseLower);

    private static readonly JsonSerializerOptions Ours = Strict(JsonNamingPolicy.CamelCase);

    /// <exception cref="ProblemException"><c>invalid-perspective</c>: the message says where and why.</exception>
    public static Perspective Read(JsonElement body)
    {
        if (!StoredText.CanHold(body))
            throw Problems.InvalidPerspective.ToException("A text or a number in it cannot be stored.");
        try
        {
            return body.Deserialize<Perspective>(IsPublished(body) ? Published : Ours)
                ?? throw Problems.InvalidPerspective.ToException("null is not a perspective.");
        }
        catch (JsonException e)
        {
            throw Problems.InvalidPerspective.ToException($"This is not a perspective: {Reason(e)}");
        }
    }

    public static Perspective Parse(string json) => JsonSerializer.Deserialize<Perspective>(json, Published)!;

    public static string Write(Perspective perspective) => JsonSerializer.Serialize(perspective, Published);

    private static bool IsPublished(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.EnumerateObject().Any(property => property.Name.Contains('_'));

    // The serializer's sentence names our types; what a person needs is the place, or the property.
    private static string Reason(JsonException e) => e.Path is null or "$"
        ? e.Message.Replace(typeof(Perspective).FullName!, "a perspective", StringComparison.Ordinal)
        : $"the value at {e.Path} is of the wrong type, unknown or missing.";

    private static JsonSerializerOptions Strict(JsonNamingPolicy names) => new()
    {
        PropertyNamingPolicy = names,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new EnumWords(JsonNamingPolicy.SnakeCaseLower) },
    };
}
