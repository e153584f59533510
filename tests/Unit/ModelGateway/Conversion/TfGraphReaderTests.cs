using System.Text.Json.Nodes;
using Suite.ModelGateway.Local.Conversion;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Conversion;

public sealed class TfGraphReaderTests
{
    [Fact]
    public void Weights_lie_one_after_the_other_across_shards()
    {
        var model = Model("""
            {"name":"a","shape":[2],"dtype":"int32"},
            {"name":"b","shape":[1,2],"dtype":"float32"}
            """, "one", "two");

        var graph = TfGraphReader.Read(model, name => name == "one" ? [7, 0, 0, 0, 8, 0] : [0, 0, 0, 0, 128, 63, 0, 0, 0, 192]);

        Assert.Equal([7, 8], graph.Weights["a"].Integers);
        Assert.Equal([1f, -2f], graph.Weights["b"].Values);
        Assert.Equal([1, 2], graph.Weights["b"].Shape);
    }

    [Fact]
    public void Quantised_weights_become_the_numbers_that_they_stand_for()
    {
        var model = Model("""
            {"name":"bytes","shape":[2],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.5,"min":-1}},
            {"name":"halves","shape":[],"dtype":"float32","quantization":{"dtype":"float16"}}
            """, "one");

        var graph = TfGraphReader.Read(model, _ => [0, 4, 0x00, 0x3E]);

        Assert.Equal([-1f, 1f], graph.Weights["bytes"].Values);
        Assert.Equal([1.5f], graph.Weights["halves"].Values);
    }

    [Fact]
    public void A_nodes_inputs_are_names_and_its_attributes_plain_values()
    {
        var model = Model("", "one");
        model["modelTopology"]!["node"] = JsonNode.Parse("""
            [{"name":"n","op":"Conv2D","input":["a:1","^b"],"attr":{
              "padding":{"s":"U0FNRQ=="},"strides":{"list":{"i":["1","2","2","1"]}},"flag":{"b":true},"T":{"type":"DT_FLOAT"}}}]
            """);

        var node = TfGraphReader.Read(model, _ => []).Nodes["n"];

        Assert.Equal(["a", "b"], node.Inputs);
        Assert.Equal("SAME", node.Text("padding"));
        Assert.Equal([1, 2, 2, 1], node.Integers("strides"));
        Assert.True(node.Flag("flag"));
        Assert.False(node.Flag("absent"));
    }

    [Fact]
    public void Shards_that_end_too_early_are_refused_by_the_name_of_the_weight()
    {
        var model = Model("""{"name":"big","shape":[1000,1000],"dtype":"float32"}""", "one");

        var failure = Assert.Throws<ConversionException>(() => TfGraphReader.Read(model, _ => new byte[100]));

        Assert.Contains("big", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layers_model_is_refused()
    {
        Assert.Throws<ConversionException>(() => TfGraphReader.Read(JsonNode.Parse("""{"modelTopology":{"model_config":{}}}""")!, _ => []));
    }

    private static JsonNode Model(string weights, params string[] shards) => JsonNode.Parse($$"""
        {"modelTopology":{"node":[]},"weightsManifest":[{"paths":["{{string.Join("\",\"", shards)}}"],"weights":[{{weights}}]}]}
        """)!;
}
