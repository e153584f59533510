namespace Suite.ModelGateway.Local.Vision;

/// <summary>A rectangle in parts of the upright image: 0..1, origin at the top left.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>The part of the rectangle between two corners that lies inside the image.</summary>
    public static Box Between(double left, double top, double right, double bottom)
    {
        var (x, y) = (Math.Clamp(left, 0, 1), Math.Clamp(top, 0, 1));
        return new Box(x, y, Math.Max(0, Math.Clamp(right, 0, 1) - x), Math.Max(0, Math.Clamp(bottom, 0, 1) - y));
    }

    /// <summary>How much two rectangles are the same: their common part in relation to all that they cover, 0..1.</summary>
    public static double Overlap(Box one, Box other)
    {
        var width = Math.Min(one.X + one.Width, other.X + other.Width) - Math.Max(one.X, other.X);
        var height = Math.Min(one.Y + one.Height, other.Y + other.Height) - Math.Max(one.Y, other.Y);
        var common = Math.Max(0, width) * Math.Max(0, height);
        var all = (one.Width * one.Height) + (other.Width * other.Height) - common;
        return all > 0 ? common / all : 0;
    }
}
