using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

internal static class Exemplars
{
    /// <summary>The newest that leads to a trace.</summary>
    public static Exemplar? Latest(Exemplar[] exemplars)
    {
        Exemplar? latest = null;
        foreach (var exemplar in exemplars)
        {
            if (!exemplar.TraceId.IsEmpty && (latest is null || exemplar.TimeNanos >= latest.TimeNanos))
                latest = exemplar;
        }

        return latest;
    }
}
