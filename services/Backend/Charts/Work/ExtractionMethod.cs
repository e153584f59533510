namespace Suite.Charts.Work;

/// <summary>The seed's words for how a chart is read.</summary>
internal static class ExtractionMethod
{
    /// <summary>Ours: one curve in one frame of straight axes.</summary>
    public const string Standard = "standard";

    public const string Legacy = "legacy";
    public const string Llm = "llm";

    public static readonly string[] All = [Standard, Legacy, Llm];
}
