using Suite.ModelGateway.Local.Vision.Moderation;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class VerdictTests
{
    private readonly ModerationOptions _options = new();

    [Fact]
    public void A_harmless_image_is_allowed_under_its_likeliest_class()
    {
        var verdict = Verdict.Of([0.2f, 0.02f, 0.7f, 0.05f, 0.03f], _options);

        Assert.True(verdict.Allowed);
        Assert.Equal(("neutral", 0.7), (verdict.Label, Math.Round(verdict.Confidence, 6)));
        Assert.Equal(5, verdict.Scores.Count);
    }

    [Fact]
    public void Two_explicit_classes_count_together()
    {
        var verdict = Verdict.Of([0.1f, 0.45f, 0, 0.45f, 0], _options);

        Assert.False(verdict.Allowed);
    }

    [Fact]
    public void The_label_of_a_refusal_is_its_reason_even_when_another_class_is_likelier()
    {
        var verdict = Verdict.Of([0.4f, 0.25f, 0, 0.35f, 0], new ModerationOptions { ExplicitThreshold = 0.55 });

        Assert.False(verdict.Allowed);
        Assert.Equal("porn", verdict.Label);
    }

    [Fact]
    public void A_suggestive_image_has_a_threshold_of_its_own()
    {
        Assert.True(Verdict.Of([0, 0, 0.15f, 0, 0.85f], _options).Allowed);
        Assert.False(Verdict.Of([0, 0, 0.05f, 0, 0.95f], _options).Allowed);
    }

    [Theory]
    [InlineData(new float[] { 0, 0, float.NaN, 0, 0 })]
    [InlineData(new float[] { 0, 0, 0, 0, 0 })]
    [InlineData(new float[] { 0.5f, 0.5f })]
    [InlineData(new float[] { })]
    public void Numbers_that_are_no_probabilities_allow_nothing(float[] numbers)
    {
        Assert.Throws<InvalidOperationException>(() => Verdict.Of(numbers, _options));
    }
}
