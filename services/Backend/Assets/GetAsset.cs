using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Assets;

internal static class GetAsset
{
    public static void MapGetAsset(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetAsset))
        .WithSummary("An asset with its current insights. A deleted one is still answered, with its time of deletion.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, AssetStore assets, InsightStore insights, CancellationToken cancel)
    {
        var cards = await assets.CardsAsync(caller.TeamId, [id], cancel);
        if (!cards.TryGetValue(id, out var asset))
            return Problems.AssetNotFound.ToResult($"There is no asset {id}.");

        var current = await insights.CurrentAsync(caller.TeamId, id, cancel);
        // A description of a picture that is held back shows it too: only the verdict itself is told.
        var shown = current.Where(insight => asset.State != AssetState.Quarantined || insight.Kind == InsightKind.Moderation);
        return TypedResults.Ok(new Response(asset, [.. shown.Select(InsightView.Of)]));
    }

    /// <summary>The view and, beside its fields, the insights.</summary>
    public sealed record Response : AssetView
    {
        internal Response(AssetView asset, IReadOnlyList<InsightView> insights) : base(asset) => Insights = insights;

        public IReadOnlyList<InsightView> Insights { get; }
    }
}
