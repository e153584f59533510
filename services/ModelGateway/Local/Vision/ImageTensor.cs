using System.Buffers;
using Suite.Imaging;
using Suite.ModelGateway.Local.Onnx;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>
/// An image as a model wants it: [1, 3, height, width] of floats. The memory is rented, for it is megabytes a request; give it
/// back by disposing.
/// </summary>
internal sealed class ImageTensor : IDisposable
{
    private readonly float[] _values;

    private ImageTensor(float[] values, int width, int height) =>
        (_values, Tensor) = (values, new OnnxTensor(values, 1, 3, height, width));

    public OnnxTensor Tensor { get; }

    /// <param name="image">RGB, three bytes a pixel.</param>
    /// <param name="channels">What becomes of the values.</param>
    /// <param name="width">Width of the tensor: what is right of the image is 0.</param>
    public static ImageTensor Rent(RgbImage image, ChannelScale channels, int? width = null)
    {
        var row = width ?? image.Width;
        var values = ArrayPool<float>.Shared.Rent(3 * row * image.Height);
        for (var channel = 0; channel < 3; channel++)
        {
            var (source, scale, offset) = channels.Of(channel);
            for (var y = 0; y < image.Height; y++)
            {
                var to = values.AsSpan(((channel * image.Height) + y) * row, row);
                to[image.Width..].Clear();
                var from = image.Pixels.AsSpan(3 * y * image.Width, 3 * image.Width);
                for (int x = 0, at = source; x < image.Width; x++, at += 3)
                    to[x] = (from[at] * scale) + offset;
            }
        }

        return new ImageTensor(values, row, image.Height);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}
