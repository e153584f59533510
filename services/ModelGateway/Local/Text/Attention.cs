using System.Numerics;

namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// Scaled dot-product attention with four heads over one text. A row of the input holds a token's query, key and value, each
/// <c>width</c> numbers; the heads share them out in equal parts.
/// </summary>
internal static class Attention
{
    private const int Heads = 4;

    /// <param name="projected">One row of 3 × <paramref name="width"/> numbers for each token.</param>
    /// <param name="mixed">Receives one row of <paramref name="width"/> numbers for each token.</param>
    public static void Apply(ReadOnlySpan<float> projected, int tokens, int width, Span<float> mixed)
    {
        var size = width / Heads;
        var scale = 1 / MathF.Sqrt(size);
        Span<float> attention = stackalloc float[tokens];

        for (var head = 0; head < Heads; head++)
        {
            for (var token = 0; token < tokens; token++)
            {
                var query = Part(projected, token, 0, head);
                for (var other = 0; other < tokens; other++)
                    attention[other] = Dot(query, Part(projected, other, 1, head)) * scale;
                Softmax(attention);

                var result = mixed.Slice((token * width) + (head * size), size);
                result.Clear();
                for (var other = 0; other < tokens; other++)
                    AddScaled(Part(projected, other, 2, head), attention[other], result);
            }
        }

        ReadOnlySpan<float> Part(ReadOnlySpan<float> rows, int token, int kind, int head) =>
            rows.Slice((token * 3 * width) + (kind * width) + (head * size), size);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < a.Length; i += Vector<float>.Count)
            sum = Vector.MultiplyAddEstimate(new Vector<float>(a[i..]), new Vector<float>(b[i..]), sum);
        return Vector.Sum(sum);
    }

    private static void AddScaled(ReadOnlySpan<float> value, float weight, Span<float> sum)
    {
        var factor = Vector.Create(weight);
        for (var i = 0; i < value.Length; i += Vector<float>.Count)
            Vector.MultiplyAddEstimate(factor, new Vector<float>(value[i..]), new Vector<float>(sum[i..])).CopyTo(sum[i..]);
    }

    private static void Softmax(Span<float> values)
    {
        var max = float.NegativeInfinity;
        foreach (var value in values)
            max = MathF.Max(max, value);

        var sum = 0f;
        foreach (ref var value in values)
            sum += value = MathF.Exp(value - max);
        foreach (ref var value in values)
            value /= sum;
    }
}
