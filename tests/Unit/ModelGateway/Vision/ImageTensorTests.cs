using Suite.Imaging;
using Suite.ModelGateway.Local.Vision;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class ImageTensorTests
{
    private readonly RgbImage _image = new(2, 1, [10, 20, 30, 40, 50, 60]);

    [Fact]
    public void Channels_are_planes()
    {
        using var tensor = ImageTensor.Rent(_image, ChannelScale.Raw);

        Assert.Equal([1, 3, 1, 2], tensor.Tensor.Shape);
        Assert.Equal([10, 40, 20, 50, 30, 60], Values(tensor, 6));
    }

    [Fact]
    public void Mean_and_deviation_belong_to_the_models_order_of_channels()
    {
        using var tensor = ImageTensor.Rent(_image, new ChannelScale([0, 0.5f, 0], [1, 1, 0.5f], blueFirst: true));

        Assert.Equal([30 / 255f, 60 / 255f, (20 / 255f) - 0.5f, (50 / 255f) - 0.5f, 20 / 255f, 80 / 255f], Values(tensor, 6), Close);
    }

    [Fact]
    public void What_is_right_of_the_image_is_empty_whoever_used_the_memory_before()
    {
        using (var used = ImageTensor.Rent(new RgbImage(4, 1, [.. Enumerable.Repeat((byte)255, 12)]), ChannelScale.Raw))
            Assert.Equal(255, Values(used, 1)[0]);
        using var tensor = ImageTensor.Rent(_image, ChannelScale.Raw, width: 4);

        Assert.Equal([10, 40, 0, 0, 20, 50, 0, 0, 30, 60, 0, 0], Values(tensor, 12));
    }

    private static float[] Values(ImageTensor tensor, int count) => tensor.Tensor.Data[..count].ToArray().Select(value => MathF.Round(value, 4)).ToArray();

    private static bool Close(float one, float other) => Math.Abs(one - other) < 1e-3;
}
