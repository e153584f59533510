using System.Numerics;
using System.Runtime.InteropServices;

namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// A dense layer, <c>y = x·W + b</c>, over many rows at once. It is where nearly all the time goes, so the weights are laid out
/// afresh in panels as wide as two machine vectors: a panel stays in the first-level cache while every row passes over it.
/// </summary>
internal sealed class Dense
{
    private const int RowsAtOnce = 4;
    private static readonly int PanelWidth = 2 * Vector<float>.Count;

    private readonly float[] _panels;
    private readonly float[] _bias;

    /// <param name="weights">Row by row: <paramref name="inputs"/> rows of <paramref name="outputs"/> numbers.</param>
    public Dense(float[] weights, float[] bias, int inputs, int outputs)
    {
        if (weights.Length != inputs * outputs || bias.Length != outputs || outputs % PanelWidth != 0)
            throw new InvalidDataException($"A dense layer of {inputs} by {outputs} cannot have {weights.Length} weights.");

        (_bias, Inputs, Outputs) = (bias, inputs, outputs);
        _panels = new float[weights.Length];
        for (var column = 0; column < outputs; column += PanelWidth)
        {
            for (var input = 0; input < inputs; input++)
                weights.AsSpan((input * outputs) + column, PanelWidth).CopyTo(_panels.AsSpan((column * inputs) + (input * PanelWidth)));
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Fills <paramref name="rows"/> rows of <paramref name="y"/>; <paramref name="x"/> and y must not overlap.</summary>
    public void Apply(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        // The kernels below index without checks; this is the check.
        x = x[..(rows * Inputs)];
        y = y[..(rows * Outputs)];

        if (Vector.IsHardwareAccelerated)
            ApplyVectors(x, rows, y);
        else
            ApplyScalars(x, rows, y);
    }

    /// <summary>The same sums one number at a time, for machines without vectors; also what tests hold the kernels against.</summary>
    internal void ApplyScalars(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                var panel = output / PanelWidth * PanelWidth * Inputs;
                var sum = _bias[output];
                for (var input = 0; input < Inputs; input++)
                    sum += x[(row * Inputs) + input] * _panels[panel + (input * PanelWidth) + (output % PanelWidth)];
                y[(row * Outputs) + output] = sum;
            }
        }
    }

    private void ApplyVectors(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        for (var column = 0; column < Outputs; column += PanelWidth)
        {
            var panel = _panels.AsSpan(column * Inputs, PanelWidth * Inputs);
            var row = 0;
            for (; row + RowsAtOnce <= rows; row += RowsAtOnce)
                FourRows(x[(row * Inputs)..], panel, column, y[((row * Outputs) + column)..]);
            for (; row < rows; row++)
                OneRow(x[(row * Inputs)..], panel, column, y[((row * Outputs) + column)..]);
        }
    }

    // Eight sums in registers: enough to keep two fused multiply-add units busy despite their latency.
    private void FourRows(ReadOnlySpan<float> x, ReadOnlySpan<float> panel, int column, Span<float> y)
    {
        var width = (nuint)Vector<float>.Count;
        var inputs = (nuint)Inputs;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var weights = ref MemoryMarshal.GetReference(panel);

        Vector<float> a0, a1, b0, b1, c0, c1, d0, d1;
        a0 = b0 = c0 = d0 = Vector.LoadUnsafe(ref _bias[column]);
        a1 = b1 = c1 = d1 = Vector.LoadUnsafe(ref _bias[column], width);
        for (nuint input = 0; input < inputs; input++)
        {
            var w0 = Vector.LoadUnsafe(ref weights, input * 2 * width);
            var w1 = Vector.LoadUnsafe(ref weights, (input * 2 * width) + width);
            var a = Broadcast(ref from, input);
            var b = Broadcast(ref from, input + inputs);
            var c = Broadcast(ref from, input + (2 * inputs));
            var d = Broadcast(ref from, input + (3 * inputs));
            a0 = Vector.MultiplyAddEstimate(a, w0, a0);
            a1 = Vector.MultiplyAddEstimate(a, w1, a1);
            b0 = Vector.MultiplyAddEstimate(b, w0, b0);
            b1 = Vector.MultiplyAddEstimate(b, w1, b1);
            c0 = Vector.MultiplyAddEstimate(c, w0, c0);
            c1 = Vector.MultiplyAddEstimate(c, w1, c1);
            d0 = Vector.MultiplyAddEstimate(d, w0, d0);
            d1 = Vector.MultiplyAddEstimate(d, w1, d1);
        }

        Store(y, a0, a1);
        Store(y[Outputs..], b0, b1);
        Store(y[(2 * Outputs)..], c0, c1);
        Store(y[(3 * Outputs)..], d0, d1);
    }

    private void OneRow(ReadOnlySpan<float> x, ReadOnlySpan<float> panel, int column, Span<float> y)
    {
        var width = (nuint)Vector<float>.Count;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var weights = ref MemoryMarshal.GetReference(panel);

        var a0 = Vector.LoadUnsafe(ref _bias[column]);
        var a1 = Vector.LoadUnsafe(ref _bias[column], width);
        for (nuint input = 0; input < (nuint)Inputs; input++)
        {
            var a = Broadcast(ref from, input);
            a0 = Vector.MultiplyAddEstimate(a, Vector.LoadUnsafe(ref weights, input * 2 * width), a0);
            a1 = Vector.MultiplyAddEstimate(a, Vector.LoadUnsafe(ref weights, (input * 2 * width) + width), a1);
        }

        Store(y, a0, a1);
    }

    private static Vector<float> Broadcast(ref float from, nuint offset) =>
        Vector.Create(System.Runtime.CompilerServices.Unsafe.Add(ref from, offset));

    private static void Store(Span<float> y, Vector<float> low, Vector<float> high)
    {
        low.CopyTo(y);
        high.CopyTo(y[Vector<float>.Count..]);
    }
}
