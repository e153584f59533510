using Suite.ModelGateway.Local.Onnx;

namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>The two halves of reading: where text is, and what it says.</summary>
internal sealed record OcrModels(OnnxSession Detection, OnnxSession Recognition, CtcDecoder Decoder) : IDisposable
{
    public void Dispose()
    {
        Detection.Dispose();
        Recognition.Dispose();
    }
}
