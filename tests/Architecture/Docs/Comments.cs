using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Suite.Tests.Architecture.Docs;

/// <summary>Doc comments, read from the source: the projects write no documentation files.</summary>
internal static partial class Comments
{
    /// <summary>The summary as one line of Markdown; empty when there is none.</summary>
    public static string Summary(this SyntaxNode node)
    {
        var comment = node.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
            .Select(trivia => Slashes().Replace(trivia.ToFullString(), ""));
        var summary = XElement.Parse($"<doc>{string.Concat(comment)}</doc>").Element("summary");
        return summary is null ? "" : Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();
    }

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when (element.Attribute("cref") ?? element.Attribute("name")) is { } name => $"`{name.Value}`",
        XElement element => element.Value,
        XText text => text.Value,
        _ => "",
    };

    [GeneratedRegex(@"^\s*///", RegexOptions.Multiline)]
    private static partial Regex Slashes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
