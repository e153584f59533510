using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>A caption before it is stored.</summary>
/// <param name="Result">The answer with exactly the fields of its perspective; null when it does not fit.</param>
/// <param name="Faults">Why it does not fit.</param>
/// <param name="File">The file that it is of; null for an asset.</param>
/// <param name="Tokens">What the model used for it, as far as its provider tells.</param>
internal sealed record Caption(
    Perspective Perspective,
    ModelAnswer Answer,
    JsonElement? Result,
    IReadOnlyList<string> Faults,
    string ImageSha256,
    string InputHash,
    FileMark? File,
    long Tokens = 0)
{
    private const int MostFaultsTold = 5;

    /// <summary>As an insight's content and as an item's output.</summary>
    public JsonElement Content => JsonSerializer.SerializeToElement(new { text = Answer.Text, result = Result }, SuiteJson.Options);

    /// <param name="retry">Whether all of it is tried again later. Else that is left to a person.</param>
    /// <exception cref="ItemFailedException">It does not fit its perspective.</exception>
    public Caption Fitting(bool retry) => Faults.Count == 0
        ? this
        : throw new ItemFailedException(
            $"Asked twice, {Answer.Model} gave no answer that fits {Perspective.Name}: {string.Join("; ", Faults.Take(MostFaultsTold))}"
            + (Faults.Count > MostFaultsTold ? $"; and {Faults.Count - MostFaultsTold} more." : "."),
            retry);

    public NewInsight ToInsight(ItemContext item, Guid assetId) => new(
        item.TeamId,
        assetId,
        InsightKind.Caption,
        Content,
        Answer.Text,
        Answer.Provider,
        Answer.Model,
        Answer.Method,
        InputHash,
        Perspective.Name,
        Perspective.Version,
        item.JobId,
        item.ItemId,
        item.AttemptId);
}
