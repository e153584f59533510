using Microsoft.Extensions.Options;
using Suite.Imaging;
using Suite.ModelGateway.Local.Conversion;
using Suite.ModelGateway.Local.Onnx;

namespace Suite.ModelGateway.Local.Vision.Moderation;

/// <summary>Tells explicit images from harmless ones: nsfwjs' MobileNetV2 with five classes.</summary>
internal sealed class ImageModerator(VisionRuntime runtime, IOptions<ModerationOptions> options)
    : LocalModel<OnnxSession>("moderate", "nsfwjs-mobilenetv2-mid")
{
    private const string Capability = "Moderation";
    private const string Package = "nsfwjs/dist/models/mobilenet_v2_mid/";
    private const int Side = 224;

    public Verdict Moderate(OpenedImage image) => Moderate(Require(), image.Stretch(Side, Side));

    protected override OnnxSession Open() => runtime.OpenConverted(
        "nsfwjs",
        [
            runtime.Require(Package + "model.min.js", Capability),
            runtime.Require(Package + "group1-shard1of2.min.js", Capability),
            runtime.Require(Package + "group1-shard2of2.min.js", Capability),
        ],
        graph => GraphConverter.Convert(graph, "input", Side, "Identity"),
        Capability);

    protected override void WarmUp(OnnxSession model) => Moderate(model, new RgbImage(Side, Side, new byte[3 * Side * Side]));

    private Verdict Moderate(OnnxSession session, RgbImage image)
    {
        using var input = ImageTensor.Rent(image, ChannelScale.Unit);
        using var outputs = session.Run(input.Tensor);
        return Verdict.Of(outputs.Data(0), options.Value);
    }
}
