using Suite.Captioning;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public class BatchPlanTests
{
    private static readonly Perspective Tags = Of("tags", "core");
    private static readonly Perspective Scene = Of("scene", "core", "tags");
    private static readonly Perspective Story = Of("story", "creative", "scene") with { Type = PerspectiveType.Synthesizer };

    [Fact]
    public void All_that_is_needed_comes_before_what_needs_it_directly_or_not_each_once()
    {
        var order = BatchPlan.InOrder([Story, Tags], new TeamLibrary([Tags, Scene, Story], [], new Dictionary<string, bool>()));

        Assert.Equal(["tags", "scene", "story"], order.Select(perspective => perspective.Name));
    }

    [Fact]
    public void What_is_needed_may_not_be_switched_off()
    {
        var library = new TeamLibrary([Tags, Scene, Story], [], new Dictionary<string, bool> { ["core"] = false });

        var refused = Assert.Throws<ProblemException>(() => BatchPlan.InOrder([Story], library));

        Assert.Equal("perspective-disabled", refused.Kind.Code);
        Assert.Contains("scene", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_needed_may_have_gone()
    {
        var refused = Assert.Throws<ProblemException>(
            () => BatchPlan.InOrder([Scene], new TeamLibrary([Scene], [], new Dictionary<string, bool>())));

        Assert.Equal("unknown-perspective", refused.Kind.Code);
    }

    private static Perspective Of(string name, string module, params string[] prerequisites) =>
        new(name, name, "1", "Look.", [new SchemaField("a", FieldType.Text, "")], [], "", module, Prerequisites: prerequisites);
}
