namespace Suite.ModelGateway.Tasks;

/// <summary>What one request may bring to be embedded.</summary>
internal static class TextLimits
{
    /// <exception cref="ServiceDefaults.ProblemException"><c>invalid-input</c>: too many texts, one too long, or null.</exception>
    public static void Require(IReadOnlyList<string?> texts, ModelsOptions limits)
    {
        if (texts.Count > limits.MaxTexts)
            throw Problems.InvalidInput.ToException($"{texts.Count} texts are more than the {limits.MaxTexts} that one request may bring.");
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i] is not { } text)
                throw Problems.InvalidInput.ToException($"Text {i} is null.");
            if (text.Length > limits.MaxTextLength)
                throw Problems.InvalidInput.ToException($"Text {i} has {text.Length} characters; at most {limits.MaxTextLength} are taken.");
        }
    }
}
