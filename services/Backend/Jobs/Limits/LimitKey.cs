using System.Text.RegularExpressions;

namespace Suite.Jobs;

/// <summary>
/// What a usage limit is for: <c>team:id</c>, all of a team; <c>team:id:name</c>, what the team's jobs name so; and, over all
/// teams, <c>provider:name</c> and <c>key:name</c>, where an API key's id is the name for what it enqueues.
/// </summary>
internal static partial class LimitKey
{
    public static bool IsValid(string key) => Shape().IsMatch(key);

    /// <summary>The key with a provider's name in lower case: another spelling of it must not pass its limit.</summary>
    public static string Normalise(string key)
    {
        var prefix = BeforeProvider().Match(key).Length;
        return prefix == 0 ? key : key[..prefix] + key[prefix..].ToLowerInvariant();
    }

    /// <summary>Whether managers of the team may limit it: nobody else counts against it.</summary>
    public static bool IsOf(Guid teamId, string key) =>
        key == $"team:{teamId}" || key.StartsWith($"team:{teamId}:", StringComparison.Ordinal);

    [GeneratedRegex(@"^(team:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[\w.:@-]{1,120})?|(provider|key):[\w.:@-]{1,120})\z")]
    private static partial Regex Shape();

    [GeneratedRegex("^(team:[^:]*:)?provider:")]
    private static partial Regex BeforeProvider();
}
