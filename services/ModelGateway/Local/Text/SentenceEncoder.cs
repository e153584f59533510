using System.Collections.Concurrent;

namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// Universal Sentence Encoder (lite) as managed code: two transformer layers over token embeddings, averaged, to a unit vector of
/// 512 numbers. Equal to the reference runner within 1e-5. Safe to use from several threads.
/// </summary>
internal sealed class SentenceEncoder
{
    public const int Dimensions = 512;
    public const int TokenWidth = 256;
    public const int InnerWidth = 1536;

    /// <summary>Tokens past this are not read, as in the reference.</summary>
    public const int MaxTokens = 128;

    /// <summary>
    /// How many tokens one run takes at most. Texts are laid end to end without padding, so a full run streams the weights from
    /// memory once for many texts, and its rows still fit in the second-level cache.
    /// </summary>
    public const int MaxRows = 256;

    private readonly ConcurrentBag<Scratch> _scratch = [];
    private readonly float[] _tokenEmbeddings;
    private readonly float[] _positions;
    private readonly TransformerLayer _first;
    private readonly TransformerLayer _second;
    private readonly Dense _final;

    public SentenceEncoder(Weights weights)
    {
        _tokenEmbeddings = weights["module/Embeddings_en"];
        _positions = PositionSignal(weights["TimingSignal/ExpandDims_1"]);
        _first = new TransformerLayer(weights, 0, TokenWidth);
        _second = new TransformerLayer(weights, 1, Dimensions);
        _final = new Dense(weights["tanh_layer_0/weights"], weights["tanh_layer_0/bias"], Dimensions, Dimensions);
    }

    /// <summary>
    /// One vector for each text. A text is a slice of at most <see cref="MaxTokens"/> token ids, all together at most
    /// <see cref="MaxRows"/>. No tokens give the vector of the empty text.
    /// </summary>
    public float[][] Encode(IReadOnlyList<ReadOnlyMemory<int>> texts)
    {
        var scratch = _scratch.TryTake(out var used) ? used : new Scratch(MaxRows);
        var lengths = new int[texts.Count];
        var rows = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            lengths[i] = texts[i].Length;
            Embed(texts[i].Span, scratch.Embedded.AsSpan(rows * TokenWidth));
            rows += lengths[i];
        }

        _first.Apply(scratch.Embedded, lengths, rows, scratch.Hidden, scratch);
        _second.Apply(scratch.Hidden, lengths, rows, scratch.Hidden, scratch);
        var vectors = Pool(lengths, scratch);
        _scratch.Add(scratch);
        return vectors;
    }

    private void Embed(ReadOnlySpan<int> tokens, Span<float> rows)
    {
        for (var token = 0; token < tokens.Length; token++)
        {
            var embedding = _tokenEmbeddings.AsSpan(tokens[token] * TokenWidth, TokenWidth);
            var position = _positions.AsSpan(token * TokenWidth, TokenWidth);
            var row = rows.Slice(token * TokenWidth, TokenWidth);
            for (var i = 0; i < TokenWidth; i++)
                row[i] = (2 * embedding[i]) + position[i];
        }
    }

    private float[][] Pool(int[] lengths, Scratch scratch)
    {
        // All means at once through the last layer; their rows fit in the scratch of any run, for an empty text needs one too.
        var means = new float[lengths.Length * Dimensions];
        var row = 0;
        for (var text = 0; text < lengths.Length; text++)
        {
            var mean = means.AsSpan(text * Dimensions, Dimensions);
            for (var end = row + lengths[text]; row < end; row++)
            {
                for (var i = 0; i < Dimensions; i++)
                    mean[i] += scratch.Hidden[(row * Dimensions) + i];
            }

            foreach (ref var value in mean)
                value /= Math.Max(lengths[text], 1);
        }

        var outputs = new float[means.Length];
        _final.Apply(means, lengths.Length, outputs);
        return [.. outputs.Chunk(Dimensions).Select(Normalise)];
    }

    private static float[] Normalise(float[] vector)
    {
        var squares = 0d;
        foreach (ref var value in vector.AsSpan())
        {
            value = MathF.Tanh(value);
            squares += value * value;
        }

        var factor = (float)(1 / Math.Sqrt(Math.Max(squares, 1e-12)));
        foreach (ref var value in vector.AsSpan())
            value *= factor;
        return vector;
    }

    private static float[] PositionSignal(float[] frequencies)
    {
        var signal = new float[MaxTokens * TokenWidth];
        for (var position = 0; position < MaxTokens; position++)
        {
            for (var i = 0; i < frequencies.Length; i++)
            {
                var angle = position * frequencies[i];
                signal[(position * TokenWidth) + i] = MathF.Sin(angle);
                signal[(position * TokenWidth) + frequencies.Length + i] = MathF.Cos(angle);
            }
        }

        return signal;
    }
}
