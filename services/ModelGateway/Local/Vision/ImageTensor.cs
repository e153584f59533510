using System.Buffers;
using Suite.Imaging;
using Suite.ModelGateway.Local.Onnx;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>
/// An image as a model wants it: [1, 3, height, width], each channel (value − mean) × scale. The memory is rented, for it is
/// megabytes a request; give it back by disposing.
/// </summary>
internal sealed class ImageTensor : IDisposable
{
    private readonly float[] _values;

    private ImageTensor(float[] values, int width, int height) =>
        (_values, Tensor) = (values, new OnnxTensor(values, 1, 3, height, width));

    public OnnxTensor Tensor { get; }

    /// <param name="image">RGB, three bytes a pixel.</param>
    /// <param name="mean">Taken from every value, 0..255.</param>
    /// <param name="scale">What a value is multiplied with then.</param>
    public static ImageTensor Rent(RgbImage image, float mean = 0, float scale = 1)
    {
        var area = image.Width * image.Height;
        var values = ArrayPool<float>.Shared.Rent(3 * area);
        var pixels = image.Pixels.AsSpan(0, 3 * area);
        for (var channel = 0; channel < 3; channel++)
        {
            var plane = values.AsSpan(channel * area, area);
            for (int i = 0, from = channel; i < plane.Length; i++, from += 3)
                plane[i] = (pixels[from] - mean) * scale;
        }

        return new ImageTensor(values, image.Width, image.Height);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}
