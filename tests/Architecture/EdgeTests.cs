using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Suite.Tests.Architecture;

public class EdgeTests
{
    /// <summary>Which project may refer to which: an edge that is missing here is a decision, not a detail.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Platform"] = ["ServiceDefaults"],
        ["Access"] = ["Platform"],
        ["Jobs"] = ["Platform", "Access"],
        ["Assets"] = ["Platform", "Access", "Jobs", "Imaging"],
        ["Captioning"] = ["Platform", "Access", "Jobs", "Assets", "Imaging"],
        ["Charts"] = ["Platform", "Access", "Jobs", "Assets", "Imaging"],
        ["Search"] = ["Platform", "Access", "Jobs", "Assets"],
        ["Backend"] = ["ServiceDefaults", "Platform", "Access", "Jobs", "Assets", "Captioning", "Charts", "Search"],
        ["Gateway"] = ["ServiceDefaults"],
        ["ModelGateway"] = ["ServiceDefaults", "Imaging"],
        ["Imaging"] = [],
    };

    [Fact]
    public void Projects_refer_only_to_those_they_may_know()
    {
        var projects = Sources.Files("services", ".csproj");

        Assert.NotEmpty(projects);
        foreach (var project in projects)
            Assert.Subset(Allowed[NameOf(project)].ToHashSet(), References(project).ToHashSet());
    }

    [Fact]
    public void A_modules_statements_touch_its_own_schema_and_the_report_views_of_others()
    {
        var schemas = Modules.All.Select(module => module.GetName().Name!["Suite.".Length..].ToLowerInvariant()).ToList();
        var files = Sources.Files("services/Backend", "Sql.cs", ".sql");

        Assert.NotEmpty(files);
        Assert.Contains(schemas, schema => files.Any(path => Regex.IsMatch(Sources.Read(path), $@"\b{schema}\.\w+_report\b")));
        var foreign =
            from path in files
            let own = path.Split('/')[2].ToLowerInvariant()
            let text = Sources.Read(path)
            from schema in schemas
            where schema != own && Touches(text, schema)
            select $"{path} touches {schema}";
        Check.None(foreign);
    }

    // A view called x_report is part of its module's face, to be read and no more.
    private static bool Touches(string sql, string schema) => Regex.IsMatch(
        sql, $@"\b(?:(?:from|join) {schema}\.(?!\w+_report\b)|(?:into|update|references|table) {schema}\.)");

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Sources.Read(project)).Descendants("ProjectReference")
            .Select(reference => NameOf(reference.Attribute("Include")!.Value));

    private static string NameOf(string project) =>
        Path.GetFileNameWithoutExtension(project.Replace('\\', '/')).Replace("Suite.", "", StringComparison.Ordinal);
}
