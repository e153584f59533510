using System.Xml.Linq;
using Xunit;

namespace Suite.Tests.Architecture;

public class PackageTests
{
    private const string Versions = "Directory.Packages.props";

    /// <summary>The whole seam between the two package sets: docs/adr/0003 says what each of them decides.</summary>
    private static readonly string[] Seam =
    [
        "AppHost/AppHost.csproj",
        "Directory.Build.props",
        Versions,
        "ServiceDefaults/Suite.ServiceDefaults.csproj",
        "services/Gateway/Yarp.props",
        "tests/EndToEnd/Suite.Tests.EndToEnd.csproj",
    ];

    [Theory]
    [InlineData("served")]
    [InlineData("full")]
    public void Every_package_has_a_version_in_this_set(string set)
    {
        var versions = Items(Versions, "PackageVersion", set).ToHashSet();
        var references = Files().SelectMany(path => Items(path, "PackageReference", set).Select(name => (path, name))).ToList();

        Assert.NotEmpty(references);
        Check.None(references.Where(reference => !versions.Contains(reference.name))
            .Select(reference => $"{reference.path}: {reference.name} has no version with Packages={set}"));
    }

    [Fact]
    public void A_version_is_for_a_package_that_something_uses()
    {
        string[] sets = ["served", "full"];
        var used = sets.SelectMany(set => Files().SelectMany(path => Items(path, "PackageReference", set))).ToHashSet();
        var versions = sets.SelectMany(set => Items(Versions, "PackageVersion", set)).Distinct().ToList();

        Assert.NotEmpty(versions);
        Check.None(versions.Except(used));
    }

    [Fact]
    public void The_sets_differ_in_the_files_of_the_seam_only()
    {
        var knowing = Files().Where(path => Sources.Read(path).Contains("$(Packages)", StringComparison.Ordinal)).ToList();

        Assert.Equal(Seam.Order(StringComparer.Ordinal), knowing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_source_file_that_one_of_the_sets_leaves_out_is_there()
    {
        var left = Seam.SelectMany(path => XDocument.Parse(Sources.Read(path)).Descendants("Compile")
            .Select(compile => compile.Attribute("Remove")?.Value).OfType<string>()
            .SelectMany(files => files.Split(';'))
            .Select(file => Path.Combine(Path.GetDirectoryName(path)!, file))).ToList();

        Assert.NotEmpty(left);
        Check.None(left.Where(path => !File.Exists(Path.Combine(Sources.Root, path))));
    }

    private static IEnumerable<string> Files() => Sources.Files(".", ".csproj", ".props", ".targets");

    private static IEnumerable<string> Items(string path, string kind, string set) =>
        from item in XDocument.Parse(Sources.Read(path)).Descendants(kind)
        where item.AncestorsAndSelf().All(element => Holds(element.Attribute("Condition")?.Value, set))
        select item.Attribute("Include")?.Value ?? item.Attribute("Update")!.Value;

    // The seam knows two forms of condition; others do not look at the set.
    private static bool Holds(string? condition, string set) => condition switch
    {
        "'$(Packages)' == 'full'" => set == "full",
        "'$(Packages)' != 'full'" => set != "full",
        _ => true,
    };
}
