using Suite.Imaging;
using Suite.ModelGateway.Local.Conversion;
using Suite.ModelGateway.Local.Onnx;

namespace Suite.ModelGateway.Local.Vision.Detection;

/// <summary>Finds objects of 80 everyday kinds: CenterNet on a MobileNetV3 backbone, trained on COCO.</summary>
internal sealed class ObjectDetector(VisionRuntime runtime) : LocalModel<OnnxSession>("detect", "centernet-mobilenetv3-coco")
{
    public const double DefaultThreshold = 0.3;

    private const string Capability = "Object detection";
    private const int Side = 512;
    private const int Stride = 4;

    /// <summary>Objects whose confidence reaches <paramref name="threshold"/>, the most certain first.</summary>
    public IReadOnlyList<DetectedObject> Detect(OpenedImage image, double threshold)
    {
        var session = Require();
        return Detect(session, image.Stretch(Side, Side), threshold);
    }

    protected override OnnxSession Open() => runtime.OpenConverted(
        "centernet",
        [
            runtime.Require("@vladmandic/human/models/centernet.json", Capability),
            runtime.Require("@vladmandic/human/models/centernet.bin", Capability),
        ],
        // The graph goes on to choose the best hundred; doing that here keeps the threshold ours.
        graph => GraphConverter.Convert(graph, "tower_0/images", Side, "tower_0/keypoints", "tower_0/wh"),
        Capability);

    protected override void WarmUp(OnnxSession model) =>
        Detect(model, new RgbImage(Side, Side, new byte[3 * Side * Side]), 1);

    private static IReadOnlyList<DetectedObject> Detect(OnnxSession session, RgbImage image, double threshold)
    {
        using var input = ImageTensor.Rent(image, ChannelScale.Raw);
        using var outputs = session.Run(input.Tensor);
        return CenterNetDecoder.Decode(outputs.Data(0), outputs.Data(1), Side / Stride, Stride, (float)threshold);
    }
}
