using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Settings that a client keeps with a queue: a JSON object of a sensible size.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class QueueSettingsAttribute : ValidationAttribute
{
    private const int Longest = 20_000;

    public QueueSettingsAttribute()
        : base($"settings must be an object of at most {Longest} characters, without U+0000, lone surrogates and numbers beyond 1e308.")
    {
    }

    public override bool IsValid(object? value) =>
        value is null
        || (value is JsonElement { ValueKind: JsonValueKind.Object } settings
            && settings.GetRawText().Length <= Longest
            && StoredText.CanHold(settings));
}
