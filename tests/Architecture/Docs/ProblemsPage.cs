using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Suite.Tests.Architecture.Docs;

/// <summary>docs/problems.md: every expected failure that has a name.</summary>
internal static partial class ProblemsPage
{
    public static IReadOnlyList<Problem> All { get; } =
        [.. new[] { "ServiceDefaults", "services", "hosting/Suite.Dashboard" }
            .SelectMany(folder => Sources.Files(folder, ".cs"))
            .SelectMany(Problems)
            .OrderBy(problem => problem.Owner, StringComparer.Ordinal).ThenBy(problem => problem.Code, StringComparer.Ordinal)];

    public static Page Make() => new Page(
        "Problems",
        """
        Every expected failure is answered with problem details (RFC 9457) of type `urn:suite:problem:{code}`, with the `code` again
        as a member of its own. Codes are stable: programs may test for them. `detail` is a sentence for people and may change.
        """)
        .Table(
            ["Code", "Status", "Owner", "Meaning"],
            All.Select(problem => new[] { $"`{problem.Code}`", problem.Status, problem.Owner, problem.Meaning }));

    private static IEnumerable<Problem> Problems(string path) =>
        from field in Sources.Syntax(path).DescendantNodes().OfType<FieldDeclarationSyntax>()
        where field.Declaration.Type.ToString() == "ProblemKind"
        from variable in field.Declaration.Variables
        let arguments = ((BaseObjectCreationExpressionSyntax)variable.Initializer!.Value).ArgumentList!.Arguments
        select new Problem(
            ((LiteralExpressionSyntax)arguments[0].Expression).Token.ValueText,
            Digits().Match(arguments[1].ToString()).Value,
            Owner(path),
            field.Summary());

    /// <summary>The project's folder: "services/Backend/Jobs/Problems.cs" is of Jobs.</summary>
    private static string Owner(string path)
    {
        var parts = path.Split('/');
        return parts[0] switch
        {
            "services" when parts[1] == "Backend" => parts[2],
            "services" or "hosting" => parts[1].Replace("Suite.", "", StringComparison.Ordinal),
            _ => "any service",
        };
    }

    [GeneratedRegex(@"\d{3}")]
    private static partial Regex Digits();
}

internal sealed record Problem(string Code, string Status, string Owner, string Meaning);
