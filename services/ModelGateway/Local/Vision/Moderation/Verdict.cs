namespace Suite.ModelGateway.Local.Vision.Moderation;

/// <summary>
/// Whether an image may be shown, and why. <paramref name="Label"/> is the most likely class, or the reason for a refusal.
/// </summary>
internal sealed record Verdict(bool Allowed, string Label, double Confidence, IReadOnlyDictionary<string, double> Scores)
{
    private static readonly string[] Labels = ["drawing", "hentai", "neutral", "porn", "sexy"];

    /// <param name="probabilities">One for each class, in the model's order, summing to 1.</param>
    /// <param name="options">The thresholds.</param>
    /// <exception cref="InvalidOperationException">The numbers are no probabilities, so nothing can be allowed.</exception>
    public static Verdict Of(ReadOnlySpan<float> probabilities, ModerationOptions options)
    {
        var scores = new Dictionary<string, double>();
        for (var i = 0; i < Math.Min(Labels.Length, probabilities.Length); i++)
            scores[Labels[i]] = probabilities[i];
        // Written so that NaN fails it too.
        if (scores.Count != Labels.Length || !(Math.Abs(scores.Values.Sum() - 1) < 0.01))
            throw new InvalidOperationException("The moderation model did not answer with probabilities.");

        var allowed = scores["porn"] + scores["hentai"] < options.ExplicitThreshold && scores["sexy"] < options.SuggestiveThreshold;
        var (label, confidence) = scores
            .Where(score => allowed || score.Key is "porn" or "hentai" or "sexy")
            .MaxBy(score => score.Value);
        return new Verdict(allowed, label, confidence, scores);
    }
}
