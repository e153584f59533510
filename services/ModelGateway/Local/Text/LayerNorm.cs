namespace Suite.ModelGateway.Local.Text;

/// <summary>Brings every row to mean 0 and variance 1, then scales and shifts it.</summary>
internal sealed class LayerNorm(float[] scale, float[] bias)
{
    private const float Epsilon = 1e-6f;

    public void Apply(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        var width = scale.Length;
        for (var row = 0; row < rows; row++)
            ApplyRow(x.Slice(row * width, width), y.Slice(row * width, width));
    }

    private void ApplyRow(ReadOnlySpan<float> x, Span<float> y)
    {
        var mean = 0f;
        foreach (var value in x)
            mean += value;
        mean /= x.Length;

        var variance = 0f;
        foreach (var value in x)
            variance += (value - mean) * (value - mean);
        var factor = 1 / MathF.Sqrt((variance / x.Length) + Epsilon);

        for (var i = 0; i < x.Length; i++)
            y[i] = ((x[i] - mean) * factor * scale[i]) + bias[i];
    }
}
