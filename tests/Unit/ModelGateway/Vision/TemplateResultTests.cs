using System.Text.Json.Nodes;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Local.Vision.Detection;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class TemplateResultTests
{
    private readonly TemplateCaption _caption = new(
        [new DetectedObject("cup", 0.9, new Box(0.25, 0.25, 0.5, 0.5))], "MENU", new ImageLook("square", 0.5, 40, [("red", 0.9)]));

    [Fact]
    public void Fields_that_measurements_answer_are_filled_in_the_shape_that_is_asked_for()
    {
        var result = Fill("""
            [{"name":"tags_list","type":"object","is_list":true,"is_complex":true,
              "fields":[{"name":"tag","type":"str"},{"name":"category","type":"str"},{"name":"confidence","type":"float"}]},
             {"name":"short_caption","type":"str"},{"name":"dense_caption","type":"str"}]
            """);

        Assert.Equal("""{"tag":"cup","category":"object","confidence":0.9}""", result["tags_list"]![0]!.ToJsonString());
        Assert.Equal(_caption.Short(), result["short_caption"]!.GetValue<string>());
        Assert.Equal(_caption.Dense(), result["dense_caption"]!.GetValue<string>());
        Assert.False(result.ContainsKey("_unfilled"));
    }

    [Fact]
    public void Tags_are_plain_texts_where_the_schema_wants_texts()
    {
        var result = Fill("""[{"name":"tags","type":"str","isList":true}]""");

        Assert.Equal("""["cup","visible text","red","square"]""", result["tags"]!.ToJsonString());
    }

    [Fact]
    public void Other_fields_stay_empty_with_the_reason()
    {
        var result = Fill("""
            [{"name":"mood","type":"str"},{"name":"key_insights","type":"str","is_list":true},{"name":"short_caption","type":"str"}]
            """);

        Assert.True(result.ContainsKey("mood"));
        Assert.Null(result["mood"]);
        Assert.Empty(result["key_insights"]!.AsArray());
        Assert.Equal(["mood", "key_insights"], result["_unfilled"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public void A_known_name_of_another_type_is_not_filled_with_something_else()
    {
        var result = Fill("""[{"name":"short_caption","type":"int"}]""");

        Assert.Null(result["short_caption"]);
        Assert.NotNull(result["_unfilled"]!["short_caption"]);
    }

    private JsonObject Fill(string fields) =>
        TemplateResult.Fill(_caption, SchemaField.ReadAll(JsonNode.Parse(fields)!.AsArray()));
}
