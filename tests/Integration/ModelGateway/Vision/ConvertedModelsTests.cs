using Suite.ModelGateway.Local.Conversion;
using Suite.ModelGateway.Local.Onnx;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Detection;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>The converted models compute what TensorFlow.js computes from the same files.</summary>
public sealed class ConvertedModelsTests : IAsyncLifetime
{
    // Both add up hundreds of thousands of products in orders of their own.
    private const double Tolerance = 2e-4;

    private readonly ReferenceOutputs _reference = ReferenceOutputs.Read();
    private string _weights = "";

    public async ValueTask InitializeAsync() => _weights = await NativeSetup.PathOfAsync("weights");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void The_detectors_heads_equal_the_references()
    {
        using var session = Detector();
        using var input = ImageTensor.Rent(SyntheticImage.Draw(512), ChannelScale.Raw);

        using var outputs = session.Run(input.Tensor);

        Assert.Equal([1, 80, 128, 128], outputs.Shape(0));
        Assert.Equal([1, 4, 128, 128], outputs.Shape(1));
        AssertClose(_reference.Heat, outputs.Data(0), Tolerance);
        // Sizes are in pixels, up to some hundreds.
        AssertClose(_reference.Sizes, outputs.Data(1), 512 * Tolerance);
    }

    [Fact]
    public void The_detectors_best_finds_are_the_references()
    {
        using var session = Detector();
        using var input = ImageTensor.Rent(SyntheticImage.Draw(512), ChannelScale.Raw);
        using var outputs = session.Run(input.Tensor);

        var found = CenterNetDecoder.Decode(outputs.Data(0), outputs.Data(1), 128, 4, 0.05f);

        var best = _reference.Best[0];
        Assert.Equal(CocoLabels.All[(int)best[5]], found[0].Label);
        Assert.Equal(best[4], found[0].Confidence, Tolerance);
        var expected = Box.Between(best[0] / 512, best[1] / 512, best[2] / 512, best[3] / 512);
        Assert.True(Box.Overlap(expected, found[0].Box) > 0.995, $"{expected} and {found[0].Box}");
    }

    [Fact]
    public void The_moderators_scores_equal_the_references()
    {
        var folder = Path.Combine(_weights, "nsfwjs/dist/models/mobilenet_v2_mid");
        var graph = TfModelFiles.Read(
        [
            Path.Combine(folder, "model.min.js"), Path.Combine(folder, "group1-shard1of2.min.js"), Path.Combine(folder, "group1-shard2of2.min.js"),
        ]);
        using var session = Session(GraphConverter.Convert(graph, "input", 224, "Identity"));
        using var input = ImageTensor.Rent(SyntheticImage.Draw(224), ChannelScale.Unit);

        using var outputs = session.Run(input.Tensor);

        Assert.All(_reference.Scores.Zip(outputs.Data(0).ToArray()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    private OnnxSession Detector()
    {
        var folder = Path.Combine(_weights, "@vladmandic/human/models");
        var graph = TfModelFiles.Read([Path.Combine(folder, "centernet.json"), Path.Combine(folder, "centernet.bin")]);
        return Session(GraphConverter.Convert(graph, "tower_0/images", 512, "tower_0/keypoints", "tower_0/wh"));
    }

    private OnnxSession Session(byte[] model) => OnnxSession.FromBytes(OrtLibrary.Load(_weights), model, 2);

    private static void AssertClose(double[][] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.NotEmpty(expected);
        foreach (var value in expected)
        {
            var (channel, row, column) = ((int)value[0], (int)value[1], (int)value[2]);
            Assert.Equal(value[3], actual[(((channel * 128) + row) * 128) + column], tolerance);
        }
    }
}
