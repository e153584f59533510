using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class StatesTests
{
    [Fact]
    public void Every_state_survives_the_way_to_its_word_and_back()
    {
        Assert.All(Enum.GetValues<JobState>(), state => Assert.Equal(state, States.ParseJob(state.Word())));
        Assert.All(Enum.GetValues<ItemState>(), state => Assert.Equal(state, States.ParseItem(state.Word())));
    }

    [Theory]
    [InlineData(null, true, null)]
    [InlineData("running", true, JobState.Running)]
    [InlineData("Running", true, JobState.Running)]
    [InlineData("", false, null)]
    [InlineData("1", false, null)]
    [InlineData("+1", false, null)]
    [InlineData("running,succeeded", false, null)]
    [InlineData("asleep", false, null)]
    public void A_filter_is_nothing_or_a_known_word(string? word, bool known, JobState? state)
    {
        Assert.Equal(known, States.TryParse<JobState>(word, out var parsed));
        Assert.Equal(state, parsed);
    }
}
