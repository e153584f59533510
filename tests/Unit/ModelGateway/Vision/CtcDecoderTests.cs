using Suite.ModelGateway.Local.Vision.Ocr;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class CtcDecoderTests
{
    private static readonly string[] Characters = ["a", "b", "（", "字"];

    private readonly CtcDecoder _decoder = new(Characters);

    [Theory]
    [InlineData("aab", "ab")]
    [InlineData("a-a", "aa")]
    [InlineData("--a-b--", "ab")]
    [InlineData("a_b", "a b")]
    [InlineData("_a__b_", "a b")]
    [InlineData("---", "")]
    [InlineData("", "")]
    public void Repetitions_merge_and_blanks_separate(string steps, string text)
    {
        Assert.Equal(text, _decoder.Decode(Steps(steps)).Text);
    }

    [Fact]
    public void Confidence_is_the_mean_of_the_characters_and_blanks_do_not_count()
    {
        var steps = Steps("-a-b-");
        steps[(1 * _decoder.Classes) + 1] = 0.5f;

        Assert.Equal(0.75, _decoder.Decode(steps).Confidence, 1e-6);
        Assert.Equal(0, _decoder.Decode(Steps("---")).Confidence);
    }

    [Fact]
    public void A_space_that_the_blank_narrowly_beats_still_parts_words()
    {
        var steps = Steps("a-b");
        steps[(1 * _decoder.Classes) + _decoder.Classes - 1] = 0.2f;

        Assert.Equal("a b", _decoder.Decode(steps).Text);
    }

    [Fact]
    public void Full_width_forms_become_ascii_unless_they_stand_among_ideographs()
    {
        Assert.Equal("(a", new CtcDecoder(Characters).Decode(Steps("（a")).Text);
        Assert.Equal("（字", new CtcDecoder(Characters).Decode(Steps("（字")).Text);
    }

    /// <summary>One certain class for each step: a character, <c>-</c> for the blank, <c>_</c> for the space.</summary>
    private float[] Steps(string steps)
    {
        var probabilities = new float[steps.Length * _decoder.Classes];
        foreach (var (step, sign) in steps.Index())
        {
            var index = sign switch { '-' => 0, '_' => _decoder.Classes - 1, _ => Array.IndexOf(Characters, sign.ToString()) + 1 };
            probabilities[(step * _decoder.Classes) + index] = 1;
        }

        return probabilities;
    }
}
