using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Suite.Tests.Architecture;

/// <summary>The repository's own text.</summary>
internal static class Sources
{
    private static readonly string[] NotOurs =
        ["bin", "obj", "node_modules", "dist", ".git", ".suite", ".vs", ".idea", "TestResults", "artifacts"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>Files with one of these endings, as paths from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings) =>
        [.. Walk(new DirectoryInfo(Path.Combine(Root, folder)))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static SyntaxNode Syntax(string path) => CSharpSyntaxTree.ParseText(Read(path), path: path).GetRoot();

    /// <summary>Where a node stands, to click on.</summary>
    public static string Place(this SyntaxNode node) =>
        $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Walk));

    private static string Here([CallerFilePath] string path = "") => path;
}
