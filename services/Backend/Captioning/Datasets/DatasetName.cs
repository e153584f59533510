using System.Text.RegularExpressions;

namespace Suite.Captioning;

/// <summary>graphcap's names of datasets, which are folders there: nothing that could lead out of one.</summary>
internal static partial class DatasetName
{
    public const string Pattern = "[A-Za-z0-9_-]+";
    public const string Message = "A dataset's name has letters, digits, hyphens and underscores only.";
    public const int Longest = 200;

    public static bool IsValid(string name) => name.Length <= Longest && Whole().IsMatch(name);

    [GeneratedRegex($@"\A{Pattern}\z")]
    private static partial Regex Whole();
}
