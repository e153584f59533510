using Xunit;

namespace Suite.Tests.Architecture;

/// <summary>A text that is kept beside the code and must say what the code says.</summary>
internal static class Golden
{
    /// <summary>Compares, line by line; writes the file instead when <c>UPDATE_GOLDEN=1</c>.</summary>
    public static void Check(string path, IReadOnlyList<string> lines)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Path.Combine(Sources.Root, path), string.Join('\n', lines) + '\n');
        var expected = File.Exists(Path.Combine(Sources.Root, path)) ? Sources.Read(path).TrimEnd('\n').Split('\n') : [];
        Assert.True(
            lines.SequenceEqual(expected),
            $"""
            {path} is not what the code says.
            New:
              {string.Join("\n  ", lines.Except(expected))}
            Gone:
              {string.Join("\n  ", expected.Except(lines))}
            If that is meant: UPDATE_GOLDEN=1 dotnet test tests/Architecture
            """);
    }
}
