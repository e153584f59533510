using System.Text.Json;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public sealed class EnumWordsTests
{
    public enum Door
    {
        WideOpen,
        Closed,
        Locked,
    }

    [Theory]
    [InlineData("\"wideOpen\"", Door.WideOpen)]
    [InlineData("\"Locked\"", Door.Locked)]
    public void A_value_is_one_word(string json, Door door)
    {
        Assert.Equal(door, JsonSerializer.Deserialize<Door>(json, SuiteJson.Options));
        Assert.Equal(door, JsonSerializer.Deserialize<Door?>(json, SuiteJson.Options));
    }

    [Theory]
    [InlineData("\"closed,locked\"")]
    [InlineData("\"closed, locked\"")]
    [InlineData("\"closed\\u002clocked\"")]
    [InlineData("\"closed,\"")]
    [InlineData("\"0\"")]
    [InlineData("\"+1\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\"ajar\"")]
    public void Sums_numbers_and_unknown_words_are_none(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Door>(json, SuiteJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Door?>(json, SuiteJson.Options));
    }

    [Fact]
    public void It_is_written_and_read_as_a_key_too()
    {
        const string json = """{"wideOpen":1}""";

        Assert.Equal(json, JsonSerializer.Serialize(new Dictionary<Door, int> { [Door.WideOpen] = 1 }, SuiteJson.Options));
        Assert.Equal(1, JsonSerializer.Deserialize<Dictionary<Door, int>>(json, SuiteJson.Options)![Door.WideOpen]);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<Door, int>>("""{"closed,locked":1}""", SuiteJson.Options));
    }
}
