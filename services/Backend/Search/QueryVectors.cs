using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;

namespace Suite.Search;

/// <summary>The vectors of queries, remembered: people page, and ask the same again.</summary>
internal sealed partial class QueryVectors(
    IHttpClientFactory clients, IOptions<SearchOptions> options, ILogger<QueryVectors> logger) : IDisposable
{
    private readonly CacheCount _count = new("query-vectors", "memory");
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedQueries });

    /// <summary>The vector of <paramref name="query"/>; null when the model gateway does not answer in time.</summary>
    public async Task<float[]?> FindAsync(string query, CancellationToken cancel)
    {
        if (_cache.TryGetValue(query, out float[]? known))
        {
            _count.Hit();
            return known;
        }

        _count.Miss();
        try
        {
            var embedder = new Embedder(clients.CreateClient(Embedder.ForQueries));
            var vectors = await embedder.EmbedAsync([query], options.Value.Model, cancel);
            return _cache.Set(query, vectors[0], new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            Log.GatewayAway(logger, failure.Message);
            return null;
        }
    }

    public void Dispose() => _cache.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A search goes by words alone, for the model gateway did not embed its query: {Reason}")]
        public static partial void GatewayAway(ILogger logger, string reason);
    }
}
