using System.Text.Json;
using Suite.Assets;
using Suite.Charts.Digitising;
using Suite.Charts.Results;
using Suite.Imaging;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Work;

/// <summary>The one item of an extraction job: reads the curve off its chart.</summary>
internal sealed class DigitiseChart(
    ExtractionStore extractions, ResultStore results, ChartFile files, LabelReader labels, IAssets assets, ChartMetrics metrics,
    TimeProvider clock) : IItemHandler
{
    public const string Kind = "chart-extraction";
    public const string Step = "digitise";

    /// <summary>Larger pictures are shrunk to this before they are looked at: lines are thick enough there.</summary>
    private const int LongestSide = 2_400;

    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var extraction = await extractions.FindAsync(item.TeamId, item.JobId, cancel)
            ?? throw new ItemFailedException("The image of this job was deleted.", retry: false);
        if (extraction.Method != ExtractionMethod.Standard)
            throw new ItemFailedException($"The method {extraction.Method} is not available here; standard is. Nothing was read.", retry: false);

        var file = await files.OpenAsync(item.TeamId, item.AssetId, cancel);
        item.ReportProgress(10);
        var parameters = ExtractionParameters.Of(extraction.Parameters);
        var (curve, quality) = await ReadAsync(file, parameters, item, cancel);
        item.ReportProgress(90);

        var result = new NewResult(item.JobId, parameters.Columns, curve, quality.Confidence, clock.GetElapsedTime(started));
        return new ItemResult(
            JsonSerializer.SerializeToElement(new { quality.Confidence, DataPoints = curve.Points.Count }, SuiteJson.Options),
            (within, stop) => KeepAsync(within, item, file.Asset, result, stop));
    }

    private async Task<(StoredCurve Curve, Quality Quality)> ReadAsync(
        ChartFile.Opened file, ExtractionParameters parameters, ItemContext item, CancellationToken cancel)
    {
        try
        {
            var source = ImageSource.FromBytes(file.Bytes);
            var header = ImageFile.Probe(source);
            var picture = await Task.Run(() => ImageFile.ToRgb(source, LongestSide, LongestSide), cancel);
            item.ReportProgress(30);
            // Off the thread pool's back: this is a second of pure computing for a large picture.
            var read = await Task.Run(
                () => StandardMethod.ReadAsync(picture, frame => CalibrateAsync(frame, picture, file, parameters, cancel)), cancel);
            metrics.Read();
            return (StoredCurve.Of(read, (double)header.Width / picture.Width, parameters.XScale, parameters.YScale), read.Quality);
        }
        catch (ImageException failure)
        {
            throw new ItemFailedException($"The image cannot be read: {failure.Message}", retry: false);
        }
        catch (UnreadableChartException failure)
        {
            metrics.Unreadable();
            throw new ItemFailedException(failure.Message, retry: false);
        }
    }

    private async Task<Calibration> CalibrateAsync(
        PlotFrame frame, RgbImage picture, ChartFile.Opened file, ExtractionParameters parameters, CancellationToken cancel)
    {
        IReadOnlyList<ReadWord> words = parameters is { XMin: not null, YMin: not null }
            ? []
            : await labels.ReadAsync(file.Bytes, file.Asset.ContentType, picture.Width, picture.Height, cancel);
        return new Calibration(
            parameters is { XMin: { } left, XMax: { } right }
                ? new AxisCalibration(frame.Left, frame.Right, left, right, parameters.XScaleType)
                : TickLabels.Horizontal(frame, words),
            parameters is { YMin: { } bottom, YMax: { } top }
                ? new AxisCalibration(frame.Bottom, frame.Top, bottom, top, parameters.YScaleType)
                : TickLabels.Vertical(frame, words));
    }

    private async Task KeepAsync(ISql within, ItemContext item, Asset asset, NewResult result, CancellationToken cancel)
    {
        if (await results.AddAsync(within, item.TeamId, result, cancel))
            await assets.AddInsightAsync(within, CurveInsight.Of(item, asset, result), cancel);
    }
}
