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
    public void A_modules_statements_touch_its_own_schema_only()
    {
        var schemas = Modules.All.Select(module => module.GetName().Name!["Suite.".Length..].ToLowerInvariant()).ToList();
        var files = Sources.Files("services/Backend", "Sql.cs", ".sql");

        Assert.NotEmpty(files);
        var foreign =
            from path in files
            let own = path.Split('/')[2].ToLowerInvariant()
            let text = Sources.Read(path)
            from schema in schemas
            where schema != own && Touches(text, schema)
            select $"{path} touches {schema}";
        Check.None(foreign);
    }

    private static bool Touches(string sql, string schema) =>
        new[] { "from", "join", "into", "update", "references", "table" }
            .Any(word => sql.Contains($"{word} {schema}.", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Sources.Read(project)).Descendants("ProjectReference")
            .Select(reference => NameOf(reference.Attribute("Include")!.Value));

    private static string NameOf(string project) =>
        Path.GetFileNameWithoutExtension(project.Replace('\\', '/')).Replace("Suite.", "", StringComparison.Ordinal);
}
