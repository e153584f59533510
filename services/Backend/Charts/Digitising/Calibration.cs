namespace Suite.Charts.Digitising;

internal enum ScaleType
{
    Linear,
    Log,
}

/// <summary>How places on one axis and data stand to each other.</summary>
/// <param name="PixelStart">Where the axis begins: left, or below.</param>
/// <param name="Min">The value there.</param>
/// <param name="Residual">What its labels lie off it at most, as a part of the axis; 0 when a person gave the bounds.</param>
/// <param name="Labels">How many labels it was read from; 0 when a person gave the bounds.</param>
internal sealed record AxisCalibration(
    double PixelStart, double PixelEnd, double Min, double Max, ScaleType Scale = ScaleType.Linear, double Residual = 0, int Labels = 0)
{
    public double ValueAt(double pixel)
    {
        var part = (pixel - PixelStart) / (PixelEnd - PixelStart);
        return Scale == ScaleType.Log
            ? Math.Exp(Math.Log(Min) + (part * (Math.Log(Max) - Math.Log(Min))))
            : Min + (part * (Max - Min));
    }

    /// <summary>How sure it is: given bounds are; what was read is less so with few labels, or labels beside the line.</summary>
    public double Confidence => Labels == 0 ? 1 : Math.Max(0, 1 - (20 * Residual)) * (Labels >= 3 ? 0.95 : 0.7);
}

/// <summary>Both axes.</summary>
internal sealed record Calibration(AxisCalibration X, AxisCalibration Y)
{
    public DataPoint ToData(PixelPoint point) => new(X.ValueAt(point.X), Y.ValueAt(point.Y));
}

internal readonly record struct DataPoint(double X, double Y);
