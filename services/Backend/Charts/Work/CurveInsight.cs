using System.Text.Json;
using Suite.Assets;
using Suite.Charts.Results;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Charts.Work;

/// <summary>A result as everybody sees it who looks at the asset: where it came from, and enough points to draw it.</summary>
internal static class CurveInsight
{
    /// <summary>The whole curve is in the job's result.</summary>
    private const int Points = 200;

    public static NewInsight Of(ItemContext item, Asset asset, NewResult result) => new(
        item.TeamId,
        asset.Id,
        InsightKind.Curves,
        JsonSerializer.SerializeToElement(
            new
            {
                result.Columns,
                result.Confidence,
                DataPoints = result.Curve.Points.Count,
                result.Curve.Colour,
                result.Curve.Frame,
                result.Curve.XAxis,
                result.Curve.YAxis,
                Sample = Thin(result.Curve.Points),
                Result = $"/api/chart-results/{result.JobId}",
            },
            SuiteJson.Options),
        $"{result.Columns[1]} over {result.Columns[0]}",
        Provider: "suite",
        Model: "charts",
        Method: ExtractionMethod.Standard,
        InputHash: asset.Sha256,
        JobId: item.JobId,
        ItemId: item.ItemId,
        AttemptId: item.AttemptId);

    private static IEnumerable<double[]> Thin(IReadOnlyList<double[]> points)
    {
        var step = Math.Max(1, (points.Count + Points - 1) / Points);
        return points.Where((_, at) => at % step == 0 || at == points.Count - 1);
    }
}
