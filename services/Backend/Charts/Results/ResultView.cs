using System.Text.Json;
using Suite.Charts.Digitising;
using Suite.Charts.Work;

namespace Suite.Charts.Results;

/// <summary>A result in the seed's fields.</summary>
/// <param name="CsvFilePath">Where it is answered as CSV.</param>
/// <param name="CsvData">The same rows; null in lists.</param>
/// <param name="Confidence">0 to 1, computed: see <paramref name="Metadata"/>.</param>
/// <param name="ProcessingTime">Seconds.</param>
internal sealed record ResultView(
    Guid Id,
    Guid JobId,
    Guid ProductId,
    Guid ImageId,
    string ImageName,
    string CsvFilePath,
    CsvData? CsvData,
    ResultMetadata Metadata,
    double Confidence,
    int DataPoints,
    double ProcessingTime,
    string ExtractionMethod,
    JsonElement Parameters,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static ResultView Of(ResultRow result, bool withRows) => new(
        result.Id,
        result.JobId,
        result.ProductId,
        result.ImageId,
        result.ImageName,
        $"/api/chart-results/{result.JobId}.csv",
        withRows ? new CsvData(result.Columns, result.Curve.Points) : null,
        new ResultMetadata(
            result.Columns, result.Curve.Frame, result.Curve.XAxis, result.Curve.YAxis, result.Curve.Quality, result.Curve.Colour),
        result.Confidence,
        result.DataPoints,
        Math.Round(result.ProcessingSeconds, 3),
        result.Method,
        result.Parameters,
        result.CreatedAt,
        result.UpdatedAt);
}

internal sealed record CsvData(IReadOnlyList<string> Columns, IReadOnlyList<double[]> Rows);

/// <param name="Frame">Where the axes are in the original picture, in pixels.</param>
/// <param name="Quality">What the confidence was computed from.</param>
internal sealed record ResultMetadata(
    IReadOnlyList<string> Columns, PlotFrame Frame, AxisCalibration XAxis, AxisCalibration YAxis, Quality Quality, string Colour);
