namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// A pre-norm transformer layer: attention, then a feed-forward of two dense layers, each added to what came in. The first layer
/// widens its input from 256 to 512 on the way.
/// </summary>
internal sealed class TransformerLayer
{
    private readonly LayerNorm _attentionNorm;
    private readonly Dense _project;
    private readonly Dense _combine;
    private readonly Dense? _widen;
    private readonly LayerNorm _feedForwardNorm;
    private readonly Dense _expand;
    private readonly Dense _contract;

    public TransformerLayer(Weights weights, int layer, int inputs)
    {
        const int Width = SentenceEncoder.Dimensions;
        var prefix = $"Layer_{layer}/TransformerLayer/";

        _attentionNorm = Norm("");
        _project = Projection("MultiheadAttention/qkv_transform_single", inputs, 3 * inputs);
        _combine = Projection("MultiheadAttention/output_transform_single", inputs, Width);
        _widen = inputs == Width ? null : new Dense(weights[$"{prefix}dense/kernel/ConcatPartitions/concat"], Bias("dense"), inputs, Width);
        _feedForwardNorm = Norm("FFN/");
        _expand = new Dense(weights[$"{prefix}FFN/conv1/Tensordot/Reshape_1"], Bias("FFN/conv1"), Width, SentenceEncoder.InnerWidth);
        _contract = new Dense(weights[$"{prefix}FFN/conv2/Tensordot/Reshape_1"], Bias("FFN/conv2"), SentenceEncoder.InnerWidth, Width);

        LayerNorm Norm(string part) => new(
            weights[$"{prefix}{part}layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat"],
            weights[$"{prefix}{part}layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat"]);

        Dense Projection(string part, int from, int to) => new(weights[$"{prefix}{part}/kernel/part_0"], Bias(part), from, to);

        float[] Bias(string part) => weights[$"{prefix}{part}/bias/ConcatPartitions/concat"];
    }

    /// <summary>
    /// Runs the layer over texts laid end to end, <paramref name="lengths"/> tokens each. When the layer widens, the result goes
    /// to <paramref name="output"/>; else input and output are the same rows.
    /// </summary>
    public void Apply(ReadOnlySpan<float> input, ReadOnlySpan<int> lengths, int rows, Span<float> output, Scratch scratch)
    {
        _attentionNorm.Apply(input, rows, scratch.Normed);
        _project.Apply(scratch.Normed, rows, scratch.Inner);
        Attend(lengths, _project.Inputs, scratch);
        _widen?.Apply(input, rows, output);
        _combine.Apply(scratch.Mixed, rows, scratch.Normed);
        Add(scratch.Normed, output, rows * _combine.Outputs);

        _feedForwardNorm.Apply(output, rows, scratch.Normed);
        _expand.Apply(scratch.Normed, rows, scratch.Inner);
        Rectify(scratch.Inner.AsSpan(0, rows * _expand.Outputs));
        _contract.Apply(scratch.Inner, rows, scratch.Normed);
        Add(scratch.Normed, output, rows * _contract.Outputs);
    }

    private static void Attend(ReadOnlySpan<int> lengths, int width, Scratch scratch)
    {
        var first = 0;
        foreach (var tokens in lengths)
        {
            Attention.Apply(scratch.Inner.AsSpan(first * 3 * width), tokens, width, scratch.Mixed.AsSpan(first * width));
            first += tokens;
        }
    }

    private static void Add(ReadOnlySpan<float> from, Span<float> to, int count)
    {
        for (var i = 0; i < count; i++)
            to[i] += from[i];
    }

    private static void Rectify(Span<float> values)
    {
        foreach (ref var value in values)
            value = MathF.Max(value, 0);
    }
}

/// <summary>Room for the intermediate rows of one run, reused from run to run by one thread at a time.</summary>
internal sealed class Scratch(int rows)
{
    public float[] Embedded { get; } = new float[rows * SentenceEncoder.TokenWidth];

    public float[] Hidden { get; } = new float[rows * SentenceEncoder.Dimensions];

    public float[] Normed { get; } = new float[rows * SentenceEncoder.Dimensions];

    public float[] Mixed { get; } = new float[rows * SentenceEncoder.Dimensions];

    public float[] Inner { get; } = new float[rows * SentenceEncoder.InnerWidth];
}
