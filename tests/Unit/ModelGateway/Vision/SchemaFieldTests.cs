using System.Text.Json.Nodes;
using Suite.ModelGateway.Local.Vision.Captions;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class SchemaFieldTests
{
    [Fact]
    public void Nested_fields_become_a_nested_json_schema()
    {
        var fields = SchemaField.ReadAll(JsonNode.Parse("""
            [{"name":"tags","description":"What is seen.","type":"object","is_list":true,"is_complex":true,
              "fields":[{"name":"tag","type":"str"},{"name":"sure","type":"bool"}]},
             {"name":"count","type":"int"}]
            """)!.AsArray());

        var schema = SchemaField.ToJsonSchema(fields);

        Assert.Equal("What is seen.", schema["properties"]!["tags"]!["description"]!.GetValue<string>());
        Assert.Equal("array", schema["properties"]!["tags"]!["type"]!.GetValue<string>());
        Assert.Equal("boolean", schema["properties"]!["tags"]!["items"]!["properties"]!["sure"]!["type"]!.GetValue<string>());
        Assert.Equal("integer", schema["properties"]!["count"]!["type"]!.GetValue<string>());
        Assert.Equal("""["tags","count"]""", schema["required"]!.ToJsonString());
    }

    [Fact]
    public void A_name_given_twice_is_one_field()
    {
        var fields = SchemaField.ReadAll(JsonNode.Parse("""[{"name":"tag","type":"str"},{"name":"tag","type":"int"}]""")!.AsArray());

        Assert.Equal("str", Assert.Single(fields).Type);
    }

    [Fact]
    public void What_is_no_field_is_passed_over()
    {
        Assert.Empty(SchemaField.ReadAll(JsonNode.Parse("""[1,"x",{},{"type":"str"}]""")!.AsArray()));
        Assert.Empty(SchemaField.ReadAll(null));
    }
}
