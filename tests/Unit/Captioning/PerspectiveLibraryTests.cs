using System.Text.Json.Nodes;
using Suite.Captioning;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public sealed class PerspectiveLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perspectives-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "Perspectives");

    [Fact]
    public void The_shipped_library_is_valid_and_in_order_of_priority()
    {
        var library = new PerspectiveLibrary([Shipped]);

        Assert.Equal(
            ["graph_caption", "art_critic", "locality_graph", "style_preset", "storytelling", "poetic_metaphor", "out_of_frame",
             "simple_temporarium", "temporarium", "emotional_sentiment", "time_tags", "custom_caption", "synthesized_caption"],
            library.All.Select(perspective => perspective.Name));
        Assert.Equal(PerspectiveType.Synthesizer, library.Find("synthesized_caption")!.Type);
        Assert.Equal(FieldType.Object, library.Find("graph_caption")!.SchemaFields[0].Type);
    }

    [Fact]
    public void A_perspective_of_ones_own_takes_the_place_of_the_shipped_one()
    {
        Write("mine/graph_caption.json", Perspective("graph_caption", "version", "mine"));

        var library = new PerspectiveLibrary([Shipped, _folder]);

        Assert.Equal("mine", library.Find("graph_caption")!.Version);
        Assert.Equal(13, library.All.Count);
    }

    [Theory]
    [InlineData("name", "\"Graph Caption\"", "name must be lower case")]
    [InlineData("version", "\"\"", "version is empty")]
    [InlineData("prompt", "\" \"", "prompt is empty")]
    [InlineData("schema_fields", "[]", "schema_fields is empty")]
    [InlineData("context_template", "\"{elsewhere}\"", "{elsewhere}, which is not a schema field")]
    [InlineData("table_columns", """[{"name":"nowhere","style":"x"}]""", "nowhere, which is not a schema field")]
    [InlineData("replacement", "\"unheard_of\"", "unheard_of, which the library lacks")]
    [InlineData("schema_fields", """[{"name":"a","type":"object","description":"","is_complex":true}]""", "schema_fields.a is empty")]
    [InlineData("schema_fields", """[{"name":"a","type":"str","description":"","is_complex":true}]""", "is_complex goes with the type object")]
    [InlineData("schema_fields", """[{"name":"a","type":"str","description":"","fields":[]}]""", "only a complex field has fields")]
    [InlineData("schema_fields", """[{"name":"a","type":"str","description":""},{"name":"a","type":"int","description":""}]""", "defines a twice")]
    [InlineData("schema_fields", """[{"name":"a","type":"text","description":""}]""", "is not a perspective")]
    [InlineData("colour", "1", "is not a perspective")]
    [InlineData("name", "\"batch\"", "name cannot be one of")]
    [InlineData("module", "\"My Module\"", "module must be lower case")]
    [InlineData("tags", "[\"\"]", "a tag is empty")]
    [InlineData("schema_fields", "[null]", "schema_fields holds null")]
    [InlineData("replacement", "\"bad\"", "it cannot replace itself")]
    [InlineData("prerequisites", """["bad"]""", "its prerequisites lead back to it")]
    public void What_is_wrong_with_a_perspective_is_said_by_name(string property, string value, string error)
    {
        Write("bad.json", Perspective("bad", property, JsonNode.Parse(value)));

        var failure = Assert.Throws<LibraryException>(() => new PerspectiveLibrary([_folder]));

        Assert.Contains(error, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_folder_cannot_define_the_same_perspective()
    {
        Write("a.json", Perspective("same"));
        Write("b.json", Perspective("same"));

        var failure = Assert.Throws<LibraryException>(() => new PerspectiveLibrary([_folder]));

        Assert.Contains("both define same", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_and_no_empty_library() =>
        Assert.Throws<LibraryException>(() => new PerspectiveLibrary([Path.Combine(_folder, "missing")]));

    [Fact]
    public void Prerequisites_cannot_go_in_a_circle()
    {
        Write("a.json", Perspective("a", "prerequisites", new JsonArray("b")));
        Write("b.json", Perspective("b", "prerequisites", new JsonArray("a")));

        var failure = Assert.Throws<LibraryException>(() => new PerspectiveLibrary([_folder]));

        Assert.Contains("Perspective b: its prerequisites lead back to it", failure.Message, StringComparison.Ordinal);
    }

    private void Write(string path, JsonObject perspective)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, perspective.ToJsonString());
    }

    /// <summary>A valid perspective, but for what is given.</summary>
    private static JsonObject Perspective(string name, string property = "description", JsonNode? value = null)
    {
        var perspective = new JsonObject
        {
            ["name"] = name,
            ["display_name"] = name,
            ["version"] = "1",
            ["prompt"] = "Look.",
            ["schema_fields"] = new JsonArray(new JsonObject { ["name"] = "a", ["type"] = "str", ["description"] = "" }),
            ["table_columns"] = new JsonArray(),
            ["context_template"] = "",
        };
        perspective[property] = value ?? "";
        return perspective;
    }
}
