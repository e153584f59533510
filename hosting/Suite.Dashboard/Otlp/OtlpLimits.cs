namespace Suite.Dashboard.Otlp;

/// <summary>How much of one item is kept.</summary>
/// <param name="Attributes">Of one span, event, link, point, record or source; the rest is left out.</param>
/// <param name="TextBytes">Of one text, in UTF-8; longer ones are cut.</param>
internal sealed record OtlpLimits(int Attributes, int TextBytes)
{
    public static readonly OtlpLimits None = new(int.MaxValue, int.MaxValue);
}
