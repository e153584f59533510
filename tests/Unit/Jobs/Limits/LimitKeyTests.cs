using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs.Limits;

public class LimitKeyTests
{
    private const string Team = "0197a000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData($"team:{Team}", true)]
    [InlineData($"team:{Team}:provider:openai", true)]
    [InlineData("provider:openai", true)]
    [InlineData("key:gpu-4.2", true)]
    [InlineData("team:mine", false)]
    [InlineData($"team:{Team}:", false)]
    [InlineData("provider:", false)]
    [InlineData("provider:two words", false)]
    [InlineData("provider:openai\n", false)]
    [InlineData("queue:tests", false)]
    [InlineData("", false)]
    public void A_key_says_what_it_is_for(string key, bool valid) => Assert.Equal(valid, LimitKey.IsValid(key));

    [Theory]
    [InlineData("provider:OpenAI", "provider:openai")]
    [InlineData($"team:{Team}:provider:OpenAI", $"team:{Team}:provider:openai")]
    [InlineData($"team:{Team}:GPU", $"team:{Team}:GPU")]
    [InlineData("key:provider:GPU", "key:provider:GPU")]
    [InlineData("provider:", "provider:")]
    public void Only_names_of_providers_are_brought_to_lower_case(string asked, string key) =>
        Assert.Equal(key, LimitKey.Normalise(asked));

    [Fact]
    public void A_provider_has_the_same_limits_however_it_is_spelt() =>
        Assert.Equal(
            ["provider:openai", $"team:{Team}:provider:openai"],
            UsageKeys.OfProvider(Guid.Parse(Team), "OpenAI"));

    [Theory]
    [InlineData($"team:{Team}", true)]
    [InlineData($"team:{Team}:gpu", true)]
    [InlineData("team:0197a000-0000-7000-8000-000000000002", false)]
    [InlineData("provider:openai", false)]
    public void A_team_has_keys_of_its_own(string key, bool own) => Assert.Equal(own, LimitKey.IsOf(Guid.Parse(Team), key));
}
