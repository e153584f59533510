namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>Plain English names for colours, by hue, saturation and lightness.</summary>
internal static class ColourNames
{
    public static string Of(int red, int green, int blue)
    {
        var (high, low) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        var (chroma, lightness) = (high - low, (high + low) / 2);
        if (high < 50)
            return "black";
        if (low > 215)
            return "white";
        // Dark colours need less chroma than light ones to be seen as such.
        if (chroma < 24 || chroma < 0.16 * high)
            return lightness < 60 ? "black" : lightness > 200 ? "white" : "grey";
        return OfHue(Hue(red, green, blue, high, chroma), lightness, chroma);
    }

    private static string OfHue(double hue, int lightness, int chroma) => hue switch
    {
        < 15 or >= 345 => lightness > 170 ? "pink" : lightness < 75 || chroma < 90 ? "brown" : "red",
        < 45 => lightness < 135 || chroma < 90 ? "brown" : "orange",
        < 68 => lightness < 90 ? "brown" : "yellow",
        < 165 => "green",
        < 195 => "turquoise",
        < 255 => "blue",
        < 300 => "purple",
        _ => "pink",
    };

    private static double Hue(int red, int green, int blue, int high, int chroma)
    {
        var sextant = high == red ? (double)(green - blue) / chroma
            : high == green ? ((double)(blue - red) / chroma) + 2
            : ((double)(red - green) / chroma) + 4;
        return (sextant * 60 + 360) % 360;
    }
}
