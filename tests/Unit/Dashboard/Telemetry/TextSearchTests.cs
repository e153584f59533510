using System.Text;
using Suite.Dashboard.Telemetry.Reading;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class TextSearchTests
{
    [Theory]
    [InlineData("Timeout", "a timeout here", 2)]
    [InlineData("timeout", "TIMEOUT", 0)]
    [InlineData("out", "a timeout", 6)]
    [InlineData("zz", "zazbzz", 4)]
    [InlineData("aab", "aaab", 1)]
    [InlineData("ä", "vor Ärger, später", 14)]
    [InlineData("ÄRGER", "vor Ärger", 4)]
    [InlineData("longer than the text", "text", -1)]
    [InlineData("x", "", -1)]
    [InlineData("[1;2]", "{[1;2]}", 1)]
    public void It_finds_the_first_place_whatever_the_case_of_latin_letters(string sought, string text, int place) =>
        Assert.Equal(place, new TextSearch(sought).IndexIn(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void It_agrees_with_a_plain_search_on_any_text()
    {
        var random = new Random(4);
        for (var round = 0; round < 2000; round++)
        {
            var text = Word(random, 40);
            var sought = Word(random, 3);

            Assert.Equal(text.IndexOf(sought, StringComparison.OrdinalIgnoreCase), new TextSearch(sought).IndexIn(Encoding.UTF8.GetBytes(text)));
        }
    }

    private static string Word(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => "aAbBz _1"[random.Next(8)]));
}
