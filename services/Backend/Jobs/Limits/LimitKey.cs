using System.Text.RegularExpressions;

namespace Suite.Jobs;

/// <summary>
/// What a usage limit is for: <c>team:id</c>, all of a team; <c>team:id:name</c>, what the team's jobs name so; and, over all
/// teams, <c>provider:name</c> and <c>key:name</c>.
/// </summary>
internal static partial class LimitKey
{
    public static bool IsValid(string key) => Shape().IsMatch(key);

    /// <summary>Whether managers of the team may limit it: nobody else counts against it.</summary>
    public static bool IsOf(Guid teamId, string key) =>
        key == $"team:{teamId}" || key.StartsWith($"team:{teamId}:", StringComparison.Ordinal);

    [GeneratedRegex(@"^(team:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[\w.:@-]{1,120})?|(provider|key):[\w.:@-]{1,120})\z")]
    private static partial Regex Shape();
}
