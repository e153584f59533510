using Microsoft.Extensions.Caching.Memory;
using Suite.ServiceDefaults;

namespace Suite.Search.Ranking;

/// <summary>How many texts a team has. Counting takes time only where the exact number does not matter: there it is kept a while.</summary>
internal sealed class TeamSizes(SearchStore store, TimeProvider clock) : IDisposable
{
    private const int Many = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly CacheCount _count = new("team-sizes", "memory");
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public async Task<Sizes> OfAsync(Guid teamId, CancellationToken cancel)
    {
        if (_cache.TryGetValue(teamId, out Sizes? known))
        {
            _count.Hit();
            return known!;
        }

        _count.Miss();
        var sizes = await store.SizesAsync(teamId, cancel);
        if (sizes.Team > Many)
            _cache.Set(teamId, sizes, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = clock.GetUtcNow() + Kept });
        return sizes;
    }

    public void Dispose() => _cache.Dispose();
}
