using System.Text;
using System.Text.Json.Nodes;
using Suite.ModelGateway.Local.Conversion;
using Suite.ModelGateway.Local.Onnx;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>Single operations on an image of 2 × 2 pixels, run by the real runtime and compared with numbers worked out by hand.</summary>
public sealed class GraphConverterTests : IAsyncLifetime
{
    // Red, green and blue planes of [[1, 2], [3, 4]], its tenfold and its hundredfold.
    private static readonly float[] Image = [1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400];

    private string _weights = "";

    public async ValueTask InitializeAsync() => _weights = await NativeSetup.PathOfAsync("weights");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void A_pointwise_convolution_mixes_channels()
    {
        var output = Run("Conv2D", Strides(1), ("filter", [1, 1, 3, 2], [1, 0, 0, 1, 1, 0]));

        Assert.Equal([101, 202, 303, 404, 10, 20, 30, 40], output);
    }

    [Fact]
    public void Same_padding_of_an_even_image_is_at_its_end()
    {
        // 3 × 3 ones on red only, stride 2: the one output sees all of the image and the padding below and to the right of it.
        var filter = Enumerable.Range(0, 27).Select(i => i % 3 == 0 ? 1f : 0).ToArray();

        Assert.Equal([1 + 2 + 3 + 4], Run("Conv2D", Strides(2), ("filter", [3, 3, 3, 1], filter)));
    }

    [Fact]
    public void A_fused_convolution_adds_its_bias_and_then_clips()
    {
        var output = Run("_FusedConv2D", $$$"""{{{Strides(1)}}},"fused_ops":{"list":{"s":["{{{Base64("BiasAdd")}}}","{{{Base64("Relu6")}}}"]}}""",
            ("filter", [1, 1, 3, 1], [1, 0, 0]), ("bias", [1], [-2.5f]));

        Assert.Equal([0, 0, 0.5f, 1.5f], output);
    }

    [Fact]
    public void A_depthwise_convolution_keeps_channels_apart()
    {
        var output = Run("DepthwiseConv2dNative", Strides(1), ("filter", [1, 1, 3, 1], [1, 2, 3]));

        Assert.Equal([1, 2, 3, 4, 20, 40, 60, 80, 300, 600, 900, 1200], output);
    }

    [Fact]
    public void A_vector_belongs_to_the_channels()
    {
        Assert.Equal([2, 3, 4, 5, 12, 22, 32, 42, 103, 203, 303, 403], Run("AddV2", "", ("vector", [3], [1, 2, 3])));
    }

    [Fact]
    public void A_mean_over_height_and_width_leaves_one_value_a_channel()
    {
        Assert.Equal([2.5f, 25, 250], Run("Mean", """ "keep_dims":{"b":true} """, ("axes", [2], [1, 2])));
    }

    [Fact]
    public void Enlarging_starts_at_the_corner_as_old_tensorflow_does()
    {
        var output = Run("ResizeBilinear", """ "half_pixel_centers":{"b":false} """, ("size", [2], [4, 4]));

        Assert.Equal([1, 1.5f, 2, 2, 2, 2.5f, 3, 3, 3, 3.5f, 4, 4, 3, 3.5f, 4, 4], output[..16]);
    }

    [Fact]
    public void An_unknown_operation_is_refused_by_name()
    {
        var failure = Assert.Throws<ConversionException>(() => Run("LRN", ""));

        Assert.Contains("LRN", failure.Message, StringComparison.Ordinal);
    }

    private float[] Run(string operation, string attributes, params (string Name, int[] Shape, float[] Values)[] constants)
    {
        string[] inputs = ["image", .. constants.Select(constant => constant.Name)];
        var weights = constants.Select(constant => $$"""{"name":"{{constant.Name}}","shape":[{{string.Join(',', constant.Shape)}}],"dtype":"float32"}""");
        var model = JsonNode.Parse($$$"""
            {"modelTopology":{"node":[
               {"name":"image","op":"Placeholder"},
               {"name":"result","op":"{{{operation}}}","input":["{{{string.Join("\",\"", inputs)}}}"],"attr":{ {{{attributes}}} }}]},
             "weightsManifest":[{"paths":["all"],"weights":[{{{string.Join(',', weights)}}}]}]}
            """)!;
        byte[] shard = [.. constants.SelectMany(constant => constant.Values).SelectMany(BitConverter.GetBytes)];
        var onnx = GraphConverter.Convert(TfGraphReader.Read(model, _ => shard), "image", 2, "result");

        using var session = OnnxSession.FromBytes(OrtLibrary.Load(_weights), onnx, 1);
        using var outputs = session.Run(new OnnxTensor(Image, 1, 3, 2, 2));
        return outputs.Data(0).ToArray();
    }

    private static string Strides(int stride) =>
        $$$""" "strides":{"list":{"i":["1","{{{stride}}}","{{{stride}}}","1"]}},"padding":{"s":"{{{Base64("SAME")}}}"} """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
