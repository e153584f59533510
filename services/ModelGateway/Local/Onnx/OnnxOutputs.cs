namespace Suite.ModelGateway.Local.Onnx;

/// <summary>The outputs of one run, in the model's order. Spans point into native memory and end with <see cref="Dispose"/>.</summary>
internal sealed unsafe class OnnxOutputs(OrtLibrary library, nint[] values) : IDisposable
{
    private nint[] _values = values;

    public int Count => _values.Length;

    public ReadOnlySpan<float> Data(int output)
    {
        var value = Value(output);
        float* data;
        library.Check(((delegate* unmanaged<nint, float**, nint>)library[OrtFunction.GetTensorData])(value, &data));
        return new ReadOnlySpan<float>(data, checked((int)Shape(output).Aggregate(1L, (product, size) => product * size)));
    }

    public long[] Shape(int output)
    {
        nint info;
        library.Check(((delegate* unmanaged<nint, nint*, nint>)library[OrtFunction.GetTensorTypeAndShape])(Value(output), &info));
        try
        {
            nuint rank;
            library.Check(((delegate* unmanaged<nint, nuint*, nint>)library[OrtFunction.GetDimensionsCount])(info, &rank));
            var shape = new long[(int)rank];
            fixed (long* dimensions = shape)
                library.Check(((delegate* unmanaged<nint, long*, nuint, nint>)library[OrtFunction.GetDimensions])(info, dimensions, rank));
            return shape;
        }
        finally
        {
            library.Release(OrtFunction.ReleaseTensorTypeAndShape, info);
        }
    }

    public void Dispose()
    {
        foreach (var value in Interlocked.Exchange(ref _values, []))
            library.Release(OrtFunction.ReleaseValue, value);
    }

    private nint Value(int output)
    {
        ObjectDisposedException.ThrowIf(_values.Length == 0, this);
        return _values[output];
    }
}
