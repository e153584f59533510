using Suite.ModelGateway.Local.Vision.Detection;
using Suite.ModelGateway.Local.Vision.Ocr;

namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>Describes images without a language model. What the request does not bring is found out here.</summary>
internal sealed class TemplateCaptioner(ObjectDetector detector, TextExtractor extractor)
{
    private const int SampleSide = 128;

    public TemplateCaption Describe(OpenedImage image, CaptionRequest request, CancellationToken cancel) => new(
        request.Detections ?? detector.Detect(image, ObjectDetector.DefaultThreshold),
        request.Text ?? ReadingOrder.ToText(ReadingOrder.Rows(extractor.Extract(image, cancel))),
        ImageLook.Of(image.Width, image.Height, image.Shrink(SampleSide)));
}
