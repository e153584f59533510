using Suite.ModelGateway.Local.Onnx;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Onnx;

public sealed class OnnxTensorTests
{
    [Fact]
    public void The_shape_says_how_many_values_count() => Assert.Equal(24, new OnnxTensor(new float[100], 1, 2, 3, 4).Length);

    [Fact]
    public void A_shape_beyond_all_memory_is_an_error_and_no_small_number() =>
        Assert.Throws<OverflowException>(() => new OnnxTensor(Array.Empty<float>(), long.MaxValue, 4).Length);
}
