using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Assets;
using Suite.Platform;
using Suite.Search.Indexing;
using Suite.Search.Ranking;
using Suite.ServiceDefaults;

namespace Suite.Search;

internal static class SearchAssets
{
    private const int MaxLimit = 100;
    private const int DefaultLimit = 20;

    public sealed record Response(
        IReadOnlyList<Item> Items, string? NextCursor, string Mode, bool Degraded, double Took);

    public sealed record Item(AssetSummary Asset, double Score, IReadOnlyList<Match> Matches);

    public sealed record AssetSummary(Guid Id, string FileName, AssetKind Kind, int? Width, int? Height, string? Caption);

    public sealed record Match(string Source, string SourceKey, string Text, Arms Arms);

    public sealed record Arms(double? Semantic, double? Keyword);

    private sealed record Place(double Score, Guid AssetId);

    public static void MapSearchAssets(this IEndpointRouteBuilder app) => app
        .MapGet("/api/search", Handle)
        .RequireAuthorization(Policies.Viewer)
        .WithTags("Search")
        .WithName(nameof(SearchAssets))
        .WithSummary("Find assets by meaning, by words, or by both.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Response>> Handle(
        string? q, string? mode, int? limit, string? cursor,
        Caller caller, Searcher searcher, SearchStore store, IAssets assets, IOptions<SearchOptions> options, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var query = Query(q, options.Value);
        var place = Paging.Decode<Place>(cursor);
        var count = Limit(limit);

        var found = await searcher.SearchAsync(caller.TeamId, query, Mode(mode), cancel);
        var (page, next) = await PageAsync(found.Ranking, place, count, caller, assets, cancel);
        var matches = await store.MatchesAsync(found.Probe, options.Value.Model, [.. page.Select(hit => hit.Asset.Id)], cancel);
        var byAsset = matches.ToLookup(match => match.AssetId);

        return TypedResults.Ok(new Response(
            [.. page.Select(hit => View(hit.Asset, hit.Score, [.. byAsset[hit.Asset.Id]]))],
            next,
            found.Mode.ToString().ToLowerInvariant(),
            found.Degraded,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 2)));
    }

    // The index learns of a deletion by an event, a moment later. The assets are asked here, so it is out of the results at once.
    private static async Task<(List<(Asset Asset, double Score)> Page, string? Next)> PageAsync(
        IReadOnlyList<Ranked> ranking, Place? after, int count, Caller caller, IAssets assets, CancellationToken cancel)
    {
        var page = new List<(Asset, double)>();
        var rest = after is null ? ranking : [.. ranking.SkipWhile(ranked => !ComesAfter(ranked, after))];
        foreach (var batch in rest.Chunk(count))
        {
            var present = (await assets.FindManyAsync(caller.TeamId, [.. batch.Select(ranked => ranked.AssetId)], cancel))
                .Where(asset => asset.State is AssetState.Ready)
                .ToDictionary(asset => asset.Id);
            foreach (var ranked in batch)
            {
                if (!present.TryGetValue(ranked.AssetId, out var asset))
                    continue;
                page.Add((asset, ranked.Score));
                if (page.Count == count)
                    return (page, ranked == rest[^1] ? null : Paging.Encode(new Place(ranked.Score, ranked.AssetId)));
            }
        }

        return (page, null);
    }

    private static bool ComesAfter(Ranked ranked, Place place) =>
        ranked.Score < place.Score || (ranked.Score == place.Score && ranked.AssetId.CompareTo(place.AssetId) > 0);

    private static Item View(Asset asset, double score, IReadOnlyList<MatchRow> rows) => new(
        new AssetSummary(
            asset.Id, asset.FileName, asset.Kind, asset.Width, asset.Height,
            rows.FirstOrDefault(row => row.Source == InsightKind.Caption)?.Body),
        Math.Round(score, 6),
        [.. rows
            .Where(row => row.Lexical > 0 || row.Similarity is not null)
            .OrderByDescending(row => (row.Similarity ?? 0) + (row.Lexical ?? 0))
            .Select(row => new Match(
                row.Source, row.SourceKey, row.Source == SearchText.FileName ? asset.FileName : row.Body,
                new Arms(Rounded(row.Similarity), Rounded(row.Lexical))))]);

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 6) : null;

    private static string Query(string? q, SearchOptions options) => q?.Trim() switch
    {
        null or "" => throw Problems.EmptyQuery.ToException("q must say what to search for."),
        var query when query.Length > options.MaxQueryLength =>
            throw Problems.QueryTooLong.ToException($"q must not be longer than {options.MaxQueryLength} characters."),
        var query => query,
    };

    private static SearchMode Mode(string? mode) => mode switch
    {
        null or "" or "hybrid" => SearchMode.Hybrid,
        "semantic" => SearchMode.Semantic,
        "keyword" => SearchMode.Keyword,
        _ => throw Problems.UnknownMode.ToException("mode must be hybrid, semantic or keyword."),
    };

    private static int Limit(int? limit) => limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => limit.Value,
        _ => throw Paging.InvalidLimit.ToException($"limit must be between 1 and {MaxLimit}."),
    };
}
