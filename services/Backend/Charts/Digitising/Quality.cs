namespace Suite.Charts.Digitising;

/// <summary>What the confidence is made of; every part is 0 to 1, measured and never assumed.</summary>
/// <param name="Coverage">Columns in which the curve was seen, of those that it spans.</param>
/// <param name="Evenness">1: the line is equally thick all along.</param>
/// <param name="Rivals">How much else could have been the curve.</param>
/// <param name="Scale">How sure the calibration is.</param>
internal sealed record Quality(double Coverage, double Evenness, double Rivals, double Scale)
{
    /// <summary>From here on nobody can say which curve is meant.</summary>
    private const double TooManyRivals = 0.3;

    private const double TooManyBranches = 0.12;

    private const double LeastConfidence = 0.4;

    public double Confidence =>
        Math.Round(Math.Sqrt(Coverage) * (0.5 + (0.5 * Evenness)) * (1 - Math.Min(1, Rivals)) * Scale, 3);

    /// <exception cref="UnreadableChartException">There are several curves.</exception>
    public static Quality Of(PixelCurve curve, InkMap ink, Calibration calibration)
    {
        var rivals = Math.Max(ink.Rivals, curve.Rivals);
        if (rivals >= TooManyRivals)
            throw new UnreadableChartException($"Several curves of similar weight: another one is {Math.Min(1, rivals):P0} as wide. This method reads one.");
        if (curve.Branching >= TooManyBranches)
            throw new UnreadableChartException(
                $"Several curves of similar weight, or one that turns back: in {curve.Branching:P0} of the columns the line is in two places.");
        return new Quality(curve.Coverage, curve.Evenness, rivals + curve.Branching, Math.Min(calibration.X.Confidence, calibration.Y.Confidence));
    }

    /// <exception cref="UnreadableChartException">What was traced is too poor to be called a curve.</exception>
    public void Demand()
    {
        if (Confidence < LeastConfidence)
            throw new UnreadableChartException(
                $"What was traced is too poor to be trusted (confidence {Confidence:F2}: coverage {Coverage:F2}, evenness {Evenness:F2}, "
                + $"rivals {Rivals:F2}, scale {Scale:F2}).");
    }
}
