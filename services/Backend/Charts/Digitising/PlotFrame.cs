namespace Suite.Charts.Digitising;

/// <summary>Where the axes are, in pixels, to a fraction of one.</summary>
internal readonly record struct PlotFrame(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;
}
