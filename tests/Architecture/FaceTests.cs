using Xunit;

namespace Suite.Tests.Architecture;

public class FaceTests
{
    [Fact]
    public void A_module_shows_nothing_but_its_face()
    {
        var faces = Modules.All
            .SelectMany(module => module.GetExportedTypes().Select(type => $"{module.GetName().Name}: {Name(type)}"))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(faces);
        Golden.Check("tests/Architecture/faces.txt", faces);
    }

    [Fact]
    public void What_is_not_shown_is_sealed()
    {
        var types = Modules.All.SelectMany(module => module.GetTypes()).Where(type => type is { IsClass: true, IsVisible: false } && !type.FullName!.Contains('<', StringComparison.Ordinal)).ToList();
        var bases = types.Select(type => type.BaseType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : type.BaseType)
            .ToHashSet();

        Assert.NotEmpty(types);
        Check.None(types.Where(type => type is { IsSealed: false, IsAbstract: false } && !bases.Contains(type)).Select(type => type.FullName));
    }

    [Fact]
    public void A_request_is_a_public_record_for_otherwise_its_rules_are_silently_skipped()
    {
        var requests = Modules.All.SelectMany(module => module.GetTypes())
            .Where(type => type is { Name: "Request", DeclaringType: { IsAbstract: true, IsSealed: true } })
            .ToList();

        Assert.NotEmpty(requests);
        Check.None(requests.Where(type => !type.IsNestedPublic).Select(type => type.FullName));
    }

    private static string Name(Type type) => type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
}
