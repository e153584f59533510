using System.Diagnostics.Metrics;

namespace Suite.ServiceDefaults;

/// <summary>Counts the look-ups in one cache: meter <c>Suite.Cache</c>.</summary>
/// <param name="cache">What is kept: <c>credentials</c>.</param>
/// <param name="tier">Where: <c>memory</c> of this process, or <c>content-hash</c> when the key is a hash of what is asked.</param>
public sealed class CacheCount(string cache, string tier)
{
    private static readonly Meter Meter = new("Suite.Cache");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "suite.cache.requests", "{request}", "Look-ups, by whether the answer was there.");

    private readonly KeyValuePair<string, object?>[] _hit = Tags(cache, tier, "hit");
    private readonly KeyValuePair<string, object?>[] _miss = Tags(cache, tier, "miss");

    public void Hit(int times = 1) => Requests.Add(times, _hit);

    public void Miss(int times = 1) => Requests.Add(times, _miss);

    private static KeyValuePair<string, object?>[] Tags(string cache, string tier, string outcome) =>
        [new("cache", cache), new("tier", tier), new("outcome", outcome)];
}
