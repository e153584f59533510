namespace Suite.ModelGateway.Local.Onnx;

/// <summary>A dense float input in row-major order. <paramref name="Data"/> may be longer than the shape needs.</summary>
internal readonly record struct OnnxTensor(ReadOnlyMemory<float> Data, params long[] Shape)
{
    public long Length => Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
}
