using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>
/// Takes the captions that external workers made: held to the same fields as ours, and kept where ours are. An output is
/// <c>{result, text?, provider?, model}</c>.
/// </summary>
internal sealed class ExternalCaption(PerspectiveStore perspectives, ImageSource images, CaptionKeeper keeper) : IExternalResult
{
    private const string Provider = "external";
    private const int LongestName = 200;

    public async Task<ItemResult> AcceptAsync(ItemContext item, JsonElement? output, CancellationToken cancel)
    {
        var told = Read(output);
        var input = BatchItemInput.Of(item.Input!.Value);
        var library = await perspectives.LibraryAsync(item.TeamId, cancel);
        var perspective = await perspectives.UsedAsync(library, item.TeamId, input.Perspective, input.Version, cancel);
        var check = AnswerCheck.Check(told.Result, AnswerCheck.Model, perspective.SchemaFields);
        if (check.Faults.Count > 0)
            throw new ItemFailedException($"The result does not fit {perspective.Name}: {string.Join("; ", check.Faults)}.", retry: true);

        // What the worker looked at is what we would have sent it; how it asked is its own affair.
        await using var image = await images.OpenAsync(item.TeamId, new ImageRef(item.AssetId, input.Path), new CreateBatch.Options(), cancel);
        var asked = Encoding.UTF8.GetBytes($"{image.Sha256} {perspective.Name} {perspective.Version} {told.Provider} {told.Model}");
        var answer = new ModelAnswer(told.Text ?? Summary(check.Result!.Value), check.Result, told.Provider ?? Provider, told.Model, AnswerCheck.Model, 0);
        return keeper.Keep(item, new Caption(
            perspective, answer, check.Result, check.Faults, image.Sha256, Convert.ToHexStringLower(SHA256.HashData(asked)), image.File));
    }

    private static Output Read(JsonElement? output)
    {
        try
        {
            if (output?.Deserialize<Output>(SuiteJson.Options) is { Model.Length: > 0 and <= LongestName } told && told.Provider?.Length is not > LongestName)
                return told;
        }
        catch (JsonException)
        {
            // The same sentence tells it.
        }
        throw new ItemFailedException("A caption is an object: result with the perspective's fields, model, and if you like text and provider.", retry: true);
    }

    // What search should find it by, when the worker does not say: all of its own texts.
    private static string Summary(JsonElement result) => string.Join(
        ' ', result.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String).Select(field => field.Value.GetString()));

    private sealed record Output(JsonElement? Result, string Model, string? Text = null, string? Provider = null);
}
