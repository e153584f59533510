using System.Text.Json;
using Suite.Captioning;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public class ContextTemplateTests
{
    [Theory]
    [InlineData("In short: {short}", """{"short":"a cat"}""", "In short: a cat")]
    [InlineData("{tags}", """{"tags":["a","b","c"]}""", "a, b, c")]
    [InlineData("{tags}", """{"tags":[{"tag":"cat","sure":0.5},{"tag":"hat","sure":1}]}""", "cat 0.5, hat 1")]
    [InlineData("{regions}", """{"regions":[{"place":"left","things":[{"thing":"cat","count":2},{"thing":"hat","count":1}]}]}""", "left cat 2, hat 1")]
    [InlineData("{missing}!", "{}", "!")]
    [InlineData("{open}!", """{"open":null}""", "!")]
    [InlineData("{a}{b}", """{"a":"{b}","b":"x"}""", "{b}x")]
    public void Fields_are_put_in_and_lists_joined_by_commas(string template, string result, string rendered) =>
        Assert.Equal(rendered, ContextTemplate.Render(template, JsonElement.Parse(result)));
}
