namespace Suite.ModelGateway.Local.Text;

/// <summary>The tokenizer and the encoder of one model folder, and how a batch is shared out over the cores.</summary>
internal sealed class TextModel(Tokenizer tokenizer, SentenceEncoder encoder)
{
    // One permit a core for the whole process: a large batch must not starve the threads that answer other requests.
    private static readonly SemaphoreSlim Cores = new(Environment.ProcessorCount);

    public static TextModel Load(string folder) => new(
        Tokenizer.Load(Path.Combine(folder, "vocab.json")),
        new SentenceEncoder(Weights.Load(folder)));

    public int CountTokens(string text) => tokenizer.Encode(text).Count;

    /// <summary>Vectors in the order of <paramref name="texts"/>, and how many tokens each text has (read or not).</summary>
    public async Task<(float[][] Vectors, int[] Tokens)> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        var tokens = texts.Select(text => tokenizer.Encode(text).ToArray()).ToArray();
        var read = tokens.Select(ids => (ReadOnlyMemory<int>)ids.AsMemory(0, Math.Min(ids.Length, SentenceEncoder.MaxTokens))).ToArray();

        var vectors = await Task.WhenAll(Runs(read).Select(run => RunAsync(read[run], cancel)));
        return ([.. vectors.SelectMany(run => run)], [.. tokens.Select(ids => ids.Length)]);
    }

    private async Task<float[][]> RunAsync(ReadOnlyMemory<int>[] texts, CancellationToken cancel)
    {
        await Cores.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => encoder.Encode(texts), cancel);
        }
        finally
        {
            Cores.Release();
        }
    }

    /// <summary>Cuts a batch into runs of about equal size, as many as keep every core busy to the end.</summary>
    internal static IEnumerable<Range> Runs(IReadOnlyList<ReadOnlyMemory<int>> texts)
    {
        var rows = texts.Sum(text => text.Length);
        var rounds = Math.Max(1, (int)Math.Ceiling(rows / (double)(SentenceEncoder.MaxRows * Environment.ProcessorCount)));
        var target = Math.Max(SentenceEncoder.MaxTokens / 4, (int)Math.Ceiling(rows / (double)(rounds * Environment.ProcessorCount)));

        var (start, size) = (0, 0);
        for (var i = 0; i < texts.Count; i++)
        {
            var full = size >= target || size + texts[i].Length > SentenceEncoder.MaxRows;
            if (full && i > start)
            {
                yield return start..i;
                (start, size) = (i, 0);
            }

            size += texts[i].Length;
        }

        if (start < texts.Count)
            yield return start..texts.Count;
    }
}
