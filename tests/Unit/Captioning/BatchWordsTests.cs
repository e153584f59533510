using Suite.Captioning;
using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public class BatchWordsTests
{
    [Fact]
    public void Every_status_of_graphcap_is_the_word_of_one_state_and_comes_back_to_it()
    {
        Assert.Equal(["pending", "running", "completed", "failed", "cancelled", "partial"], BatchWords.Jobs.Select(pair => pair.Word));
        Assert.All(BatchWords.Jobs, pair =>
        {
            Assert.Equal(pair.Word, pair.State.Status());
            Assert.Contains(pair.State, BatchWords.StatesOf(pair.Word));
        });
        Assert.Equal(["pending", "running", "completed", "failed", "cancelled"], BatchWords.Items.Select(pair => pair.Word));
        Assert.All(BatchWords.Items, pair => Assert.Equal(pair.Word, pair.State.Status()));
    }

    [Fact]
    public void Every_state_of_the_engine_has_a_word()
    {
        Assert.All(Enum.GetValues<JobState>(), state => Assert.NotEmpty(state.Status()));
        Assert.All(Enum.GetValues<ItemState>(), state => Assert.NotEmpty(state.Status()));
    }

    [Fact]
    public void Every_state_is_found_by_its_word()
    {
        Assert.Equal([JobState.Pending, JobState.Paused], BatchWords.StatesOf("pending"));
        Assert.Equal(Enum.GetValues<JobState>().Order(), BatchWords.Jobs.SelectMany(pair => BatchWords.StatesOf(pair.Word)).Order());
        Assert.Empty(BatchWords.StatesOf("asleep"));
    }
}
