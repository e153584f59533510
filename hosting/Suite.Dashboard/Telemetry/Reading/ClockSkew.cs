namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Two machines' clocks differ, and a call then seems to be answered before it was made. The only thing that is certain is that a
/// span does not begin before its parent, so only such spans are moved.
/// </summary>
internal static class ClockSkew
{
    /// <summary>Nanoseconds to add to <paramref name="span"/>, whose <paramref name="parent"/> has been judged already.</summary>
    public static long Of(SpanNode span, SpanNode parent)
    {
        // On one clock the sender is believed, and what moved the parent moves its children.
        if (span.Row.Source == parent.Row.Source)
            return parent.Skew;
        var early = parent.Start - span.Row.Span.StartNanos;
        if (early <= 0)
            return 0;
        // Nothing tells how long the call was under way; half of the time that is left over is the best guess, as for the offset in NTP.
        return early + Math.Max(0, (parent.Duration - span.Duration) / 2);
    }
}
