using System.Diagnostics;
using System.Diagnostics.Metrics;
using Suite.Search.Ranking;

namespace Suite.Search;

/// <summary>What searches measure of themselves: meter and source <c>Suite.Search</c>. Never what was searched for.</summary>
internal sealed class SearchTelemetry
{
    public const string Name = "Suite.Search";

    private static readonly ActivitySource Source = new(Name);

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _results;
    private readonly Counter<long> _embedded;

    public SearchTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            "suite.search.duration", "s", "From the query to its ranking.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5] });
        _results = meter.CreateHistogram(
            "suite.search.results", "{asset}", "Assets that a search ranked.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [0, 1, 5, 10, 25, 50, 100, 250, 500, 1000] });
        _embedded = meter.CreateCounter<long>("suite.search.embedded", "{text}", "Texts that were embedded for the index.");
    }

    /// <summary>Runs a search in a span of its own.</summary>
    public async Task<Found> MeasureAsync(SearchMode asked, Func<Task<Found>> search)
    {
        using var span = Source.StartActivity($"search {Word(asked)}");
        var started = Stopwatch.GetTimestamp();
        var found = await search();
        var mode = new KeyValuePair<string, object?>("mode", Word(found.Mode));
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, mode, new("degraded", found.Degraded ? "true" : "false"));
        _results.Record(found.Ranking.Count, mode);
        span?.SetTag("suite.search.mode", Word(found.Mode)).SetTag("suite.search.degraded", found.Degraded).SetTag("suite.search.results", found.Ranking.Count);
        return found;
    }

    public void Embedded(int texts) => _embedded.Add(texts);

    private static string Word(SearchMode mode) => mode switch
    {
        SearchMode.Hybrid => "hybrid",
        SearchMode.Semantic => "semantic",
        _ => "keyword",
    };
}
