using Suite.Search.Indexing;
using Xunit;

namespace Suite.Tests.Unit.Search;

public sealed class SearchTextTests
{
    [Fact]
    public void A_short_text_is_one_part() => Assert.Equal(["A cat."], SearchText.Parts("  A cat.\n"));

    [Fact]
    public void A_blank_text_has_no_part() => Assert.Empty(SearchText.Parts(" \n\t "));

    [Fact]
    public void A_long_text_is_cut_after_sentences_and_nothing_is_lost()
    {
        var text = string.Join(' ', Enumerable.Range(1, 100).Select(number => $"This is sentence number {number}."));

        var parts = SearchText.Parts(text).ToList();

        Assert.All(parts, part => Assert.EndsWith(".", part, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 480));
        Assert.Equal(text, string.Join(' ', parts));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\u3042')]
    public void A_text_without_any_gap_is_cut_all_the_same(char letter)
    {
        var parts = SearchText.Parts(new string(letter, 2_000)).ToList();

        Assert.Equal(2_000, parts.Sum(part => part.Length));
    }

    [Fact]
    public void A_character_of_two_halves_is_not_torn()
    {
        var parts = SearchText.Parts(string.Concat(Enumerable.Repeat("😀", 1_000)));

        Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0])));
    }
}
