using System.Diagnostics.Metrics;

namespace Suite.Captioning;

/// <summary>What captions came to: meter <c>Suite.Captioning</c>.</summary>
internal sealed class CaptionMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _made = meters.Create("Suite.Captioning").CreateCounter<long>(
        "suite.captions.made", "{caption}", "Captions, by how they came about and whether they fit their perspective.");

    /// <param name="method">model or template.</param>
    /// <param name="fits">Whether the last answer fits the perspective.</param>
    /// <param name="repaired">Whether it was the second.</param>
    public void Made(string method, bool fits, bool repaired) => _made.Add(
        1, new("method", method), new KeyValuePair<string, object?>("outcome", !fits ? "unfit" : repaired ? "repaired" : "fits"));
}
