namespace Suite.Testing;

/// <summary>Draws charts whose curves are known, with soft edges as plotting programs do.</summary>
public sealed class ChartSketch
{
    public static readonly (double R, double G, double B) Black = (0, 0, 0);
    public static readonly (double R, double G, double B) Grey = (176, 176, 176);
    public static readonly (double R, double G, double B) Blue = (31, 119, 180);
    public static readonly (double R, double G, double B) Red = (214, 39, 40);
    public static readonly (double R, double G, double B) Green = (44, 160, 44);
    public static readonly (double R, double G, double B) Orange = (255, 127, 14);

    private readonly double[] _pixels;

    public ChartSketch(int width = 640, int height = 480, double paper = 255)
    {
        (Width, Height) = (width, height);
        _pixels = new double[width * height * 3];
        Array.Fill(_pixels, paper);
        Left = width * 0.125;
        Right = width * 0.9;
        Top = height * 0.12;
        Bottom = height * 0.89;
    }

    public int Width { get; }

    public int Height { get; }

    public double Left { get; init; }

    public double Right { get; init; }

    public double Top { get; init; }

    public double Bottom { get; init; }

    public ChartSketch Box(double width = 1.2)
    {
        Axes(width);
        Line(Black, width, (Left, Top), (Right, Top));
        Line(Black, width, (Right, Top), (Right, Bottom));
        return this;
    }

    public ChartSketch Axes(double width = 1.2)
    {
        Line(Black, width, (Left, Top), (Left, Bottom));
        Line(Black, width, (Left, Bottom), (Right, Bottom));
        return this;
    }

    public ChartSketch Ticks(int count = 6)
    {
        for (var tick = 0; tick <= count; tick++)
        {
            var x = Left + ((Right - Left) * tick / count);
            var y = Top + ((Bottom - Top) * tick / count);
            Line(Black, 1, (x, Bottom), (x, Bottom + 5));
            Line(Black, 1, (Left - 5, y), (Left, y));
        }

        return this;
    }

    public ChartSketch Grid(int count = 6)
    {
        for (var tick = 1; tick < count; tick++)
        {
            var x = Left + ((Right - Left) * tick / count);
            var y = Top + ((Bottom - Top) * tick / count);
            Line(Grey, 0.8, (x, Top), (x, Bottom));
            Line(Grey, 0.8, (Left, y), (Right, y));
        }

        return this;
    }

    /// <summary>A curve in parts of the frame: x and f(x) from 0 to 1.</summary>
    public ChartSketch Curve(
        Func<double, double> f, (double R, double G, double B) colour, double width = 2, double from = 0, double to = 1,
        Func<double, bool>? drawn = null)
    {
        const int steps = 1500;
        for (var step = 0; step < steps; step++)
        {
            var (a, b) = (from + ((to - from) * step / steps), from + ((to - from) * (step + 1) / steps));
            if (drawn?.Invoke(a) ?? true)
                Line(colour, width, At(a, f(a)), At(b, f(b)));
        }

        return this;
    }

    public ChartSketch Line((double R, double G, double B) colour, double width, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        for (var y = Floor(Math.Min(from.Y, to.Y) - width); y <= Math.Min(Height - 1, Math.Max(from.Y, to.Y) + width + 1); y++)
            for (var x = Floor(Math.Min(from.X, to.X) - width); x <= Math.Min(Width - 1, Math.Max(from.X, to.X) + width + 1); x++)
            {
                var along = length == 0 ? 0 : Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / (length * length), 0, 1);
                var (px, py) = (x - from.X - (along * dx), y - from.Y - (along * dy));
                Blend(x, y, colour, Math.Clamp((width / 2) + 0.5 - Math.Sqrt((px * px) + (py * py)), 0, 1));
            }

        return this;
    }

    public ChartSketch Fill((double R, double G, double B) colour, double left, double top, double right, double bottom)
    {
        for (var y = Floor(top); y < bottom; y++)
            for (var x = Floor(left); x < right; x++)
                Blend(x, y, colour, 1);
        return this;
    }

    public ChartSketch Noise(int seed, double deviation)
    {
        var random = new Random(seed);
        for (var at = 0; at < _pixels.Length; at++)
            _pixels[at] += deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return this;
    }

    /// <summary>Three bytes each, row after row.</summary>
    public byte[] ToPixels() => Array.ConvertAll(_pixels, value => (byte)Math.Clamp(Math.Round(value), 0, 255));

    public byte[] ToPng() => Pictures.Png(Width, Height, ToPixels());

    public (double X, double Y) At(double x, double y) => (Left + (x * (Right - Left)), Bottom - (y * (Bottom - Top)));

    private static int Floor(double value) => Math.Max(0, (int)value);

    // The darker of what is there and what comes: neighbouring pieces of one line do not blend twice into each other.
    private void Blend(int x, int y, (double R, double G, double B) colour, double amount)
    {
        if (amount <= 0)
            return;
        var at = ((y * Width) + x) * 3;
        var paint = new[] { colour.R, colour.G, colour.B };
        for (var channel = 0; channel < 3; channel++)
        {
            var blended = 255 + ((paint[channel] - 255) * amount);
            _pixels[at + channel] = amount >= 1 ? paint[channel] : Math.Min(_pixels[at + channel], blended);
        }
    }
}
