using Suite.Search.Indexing;
using Xunit;

namespace Suite.Tests.Unit.Search;

public sealed class WordsTests
{
    [Theory]
    [InlineData("A red Bicycle.", "a red bicycle")]
    [InlineData("double-decker", "double decker")]
    [InlineData("Invoice INV-20931!", "invoice inv20931 inv 20931")]
    [InlineData("IMG_2041.jpg", "img2041 img 2041 jpg")]
    [InlineData("4,250 copies at 86.50", "4,250 copies at 86.50")]
    [InlineData("NullReferenceException", "nullreferenceexception null reference exception")]
    [InlineData("Weingut Prüm, café", "weingut prum cafe")]
    [InlineData("don't", "don t")]
    [InlineData("日本語 текст", "日本語 текст")]
    [InlineData("--- ... ___ \ud83d", "")]
    public void A_text_is_cut_into_words(string text, string words)
    {
        Assert.Equal(words, string.Join(' ', Words.Of(text).Select(word => word.Text)));
    }

    [Fact]
    public void A_word_that_is_too_long_is_not_cut_within_a_character()
    {
        var word = Assert.Single(Words.Of("wow" + string.Concat(Enumerable.Repeat("🎉", 40))));

        Assert.Equal("wow" + string.Concat(Enumerable.Repeat("🎉", 30)), word.Text);
    }

    [Theory]
    [InlineData("Nameplate of the ship Northern Perseverance", "northern perseverance")]
    [InlineData("Who? Ingrid Solberg.", "solberg")]
    [InlineData("Part QX-4471 and 12 of 2041", "qx4471 qx 4471 2041")]
    [InlineData("KEEP OUT OF THE MACHINE ROOM", "")]
    [InlineData("thrown by CheckoutService", "checkoutservice")]
    public void What_is_written_like_a_name_is_one(string text, string names)
    {
        Assert.Equal(names, string.Join(' ', Words.Of(text).Where(word => word.IsName).Select(word => word.Text)));
    }
}
