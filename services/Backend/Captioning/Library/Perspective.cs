using System.Text.Json.Serialization;

namespace Suite.Captioning;

/// <summary>A way to look at an image: what the model is asked, and the shape of what it must answer.</summary>
/// <param name="Name">Its key: lower case words joined by underscores.</param>
/// <param name="Version">Changed whenever the prompt or the fields change; captions remember it.</param>
/// <param name="TableColumns">The fields that a table of captions shows.</param>
/// <param name="ContextTemplate">How a caption reads to another perspective: <c>{field}</c> stands for the field's value.</param>
/// <param name="Priority">Order in lists; a smaller number comes first.</param>
/// <param name="Prerequisites">For a synthesizer: the perspectives whose captions it needs.</param>
internal record Perspective(
    string Name,
    string DisplayName,
    string Version,
    string Prompt,
    IReadOnlyList<SchemaField> SchemaFields,
    IReadOnlyList<TableColumn> TableColumns,
    string ContextTemplate,
    string Module = "default",
    PerspectiveType Type = PerspectiveType.Perspective,
    IReadOnlyList<string>? Tags = null,
    string Description = "",
    bool Deprecated = false,
    string? Replacement = null,
    int Priority = 100,
    IReadOnlyList<string>? Prerequisites = null);

/// <summary>A field of the answer; a complex one has fields of its own, to any depth.</summary>
internal sealed record SchemaField(
    string Name,
    FieldType Type,
    string Description,
    bool IsList = false,
    bool IsComplex = false,
    IReadOnlyList<SchemaField>? Fields = null);

internal sealed record TableColumn(string Name, string Style);

/// <summary>Whether it looks at the image itself, or makes one caption out of others.</summary>
internal enum PerspectiveType
{
    Perspective,
    Synthesizer,
}

internal enum FieldType
{
    [JsonStringEnumMemberName("str")]
    Text,

    [JsonStringEnumMemberName("int")]
    Integer,

    [JsonStringEnumMemberName("float")]
    Number,

    [JsonStringEnumMemberName("bool")]
    Boolean,

    [JsonStringEnumMemberName("object")]
    Object,
}
