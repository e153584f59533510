namespace Suite.Dashboard.Otlp;

/// <summary>Enums of the protocol, whichever the format. A number that is not known yet counts as not said.</summary>
internal static class Known
{
    public static SpanKind KindOf(long value) => value is >= 0 and <= (long)SpanKind.Consumer ? (SpanKind)value : default;

    public static StatusCode CodeOf(long value) => value is >= 0 and <= (long)StatusCode.Error ? (StatusCode)value : default;

    public static Temporality TemporalityOf(long value) => value is >= 0 and <= (long)Temporality.Cumulative ? (Temporality)value : default;

    public static byte SeverityOf(long value) => value is > 0 and <= 24 ? (byte)value : (byte)0;
}
