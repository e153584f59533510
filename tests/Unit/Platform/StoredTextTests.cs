using System.Text.Json;
using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData("as it is", "as it is")]
    [InlineData("nothing\0here", "nothing here")]
    [InlineData("twelve chars and more", "twelve chars")]
    [InlineData("eleven char\ud83c\udf89", "eleven char")]
    public void A_text_is_cut_to_what_a_column_takes(string text, string stored)
    {
        Assert.Equal(stored, StoredText.Fit(text, 12));
    }

    [Theory]
    [InlineData("""{"a":["\ud83c\udf89",1e300,null,true,{"b":"c"}]}""", true)]
    [InlineData("""{"a":["\u0000"]}""", false)]
    [InlineData("""{"\u0000":1}""", false)]
    [InlineData("""{"a":{"b":"\ud83c"}}""", false)]
    [InlineData("""{"\ud83c":1}""", false)]
    [InlineData("[1e999999]", false)]
    [InlineData("null", true)]
    [InlineData("""  "\\u0000 \\\\u0000 \n \u00e9"  """, true)]
    [InlineData("""["\ud83d\n\ude00"]""", false)]
    [InlineData("""["\ude00\ud83d"]""", false)]
    public void Json_is_held_when_every_text_and_number_of_it_is(string json, bool held) =>
        Assert.Equal(held, StoredText.CanHold(JsonElement.Parse(json)));
}
