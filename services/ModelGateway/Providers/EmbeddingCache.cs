using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Providers;

/// <summary>
/// Remembers embeddings by model and by the hash of the text, as many as configured, the least recently used going first. A text
/// that comes twice in one batch is embedded once.
/// </summary>
internal sealed class EmbeddingCache(IOptions<ModelsOptions> options) : IDisposable
{
    /// <summary>The property of an embedding that says how many tokens its text has.</summary>
    public const string TokensProperty = "tokens";

    private readonly CacheCount _count = new("embeddings", "content-hash");
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedEmbeddings });

    /// <summary>
    /// One embedding for each text, made by <paramref name="embed"/> unless known. The usage counts every text whose tokens are
    /// known one by one, and else the new ones only.
    /// </summary>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GetAsync(
        string model,
        IReadOnlyList<string> texts,
        Func<IReadOnlyList<string>, Task<GeneratedEmbeddings<Embedding<float>>>> embed)
    {
        var keys = texts.Select(text => Key(model, text)).ToArray();
        var found = new Dictionary<string, Embedding<float>>();
        var missing = new Dictionary<string, string>();
        foreach (var (key, text) in keys.Zip(texts))
        {
            if (_cache.TryGetValue(key, out Embedding<float>? known))
                found[key] = known!;
            else
                missing[key] = text;
        }

        _count.Hit(texts.Count - missing.Count);
        _count.Miss(missing.Count);
        UsageDetails? usage = null;
        if (missing.Count > 0)
        {
            var made = await embed([.. missing.Values]);
            usage = made.Usage;
            foreach (var (key, embedding) in missing.Keys.Zip(made))
                found[key] = _cache.Set(key, embedding, new MemoryCacheEntryOptions { Size = 1 });
        }

        var all = keys.Select(key => found[key]).ToList();
        return new GeneratedEmbeddings<Embedding<float>>(all) { Usage = UsageOf(all) ?? usage };
    }

    private static UsageDetails? UsageOf(List<Embedding<float>> embeddings)
    {
        var tokens = embeddings.Select(embedding => embedding.AdditionalProperties?.GetValueOrDefault(TokensProperty) as long?).Sum();
        return embeddings.TrueForAll(embedding => embedding.AdditionalProperties?.ContainsKey(TokensProperty) == true)
            ? new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens }
            : null;
    }

    public void Dispose() => _cache.Dispose();

    private static string Key(string model, string text) =>
        $"{model}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
