using System.Text.Json;
using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class StoredJsonTests
{
    [Theory]
    [InlineData("null", true)]
    [InlineData("""{"a":[1,-2.5e10,"b",true,{}]}""", true)]
    [InlineData("""  "\\u0000 \\\\u0000 \n \u00e9 \ud83d\ude00"  """, true)]
    [InlineData("1e308", true)]
    [InlineData("1e309", false)]
    [InlineData("[0,-1e999999]", false)]
    [InlineData(@"""\u0000""", false)]
    [InlineData(@"""a\\\u0000""", false)]
    [InlineData(@"{""\u0000"":1}", false)]
    [InlineData(@"[""\ud83d""]", false)]
    [InlineData(@"[""\ud83d\n\ude00""]", false)]
    [InlineData(@"[""\ud83d\ud83d\ude00""]", false)]
    [InlineData(@"[""\ude00\ud83d""]", false)]
    public void What_PostgreSQL_would_not_take_is_seen_before(string json, bool fits) =>
        Assert.Equal(fits, StoredJson.Fits(JsonElement.Parse(json)));
}
