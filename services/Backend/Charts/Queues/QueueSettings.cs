using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Suite.Platform;

namespace Suite.Charts.Queues;

/// <summary>What people may put into a queue's settings: an object of their own, kept as it came.</summary>
internal static class QueueSettings
{
    private const int Longest = 20_000;

    public static IEnumerable<ValidationResult> Check(JsonElement? settings)
    {
        if (settings is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            yield return new ValidationResult("settings is an object.", [nameof(settings)]);
        else if (settings is { } given && (given.GetRawText().Length > Longest || !StoredText.CanHold(given)))
            yield return new ValidationResult($"settings has at most {Longest} characters, and nothing that cannot be stored.", [nameof(settings)]);
    }

    public static JsonElement? OrNull(JsonElement? settings) => settings is { ValueKind: JsonValueKind.Object } ? settings : null;
}
