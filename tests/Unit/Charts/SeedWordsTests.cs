using Suite.Charts;
using Suite.Jobs;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.Charts;

public class SeedWordsTests
{
    [Fact]
    public void Every_word_comes_back_as_what_it_was_made_of()
    {
        RoundTrip(SeedWords.Modes);
        RoundTrip(SeedWords.QueueStates);
        RoundTrip(SeedWords.Policies);
        RoundTrip(SeedWords.Priorities);
        RoundTrip(SeedWords.Statuses);
    }

    [Fact]
    public void Every_state_of_the_engine_has_a_status()
    {
        foreach (var state in Enum.GetValues<JobState>())
            foreach (var released in new[] { true, false })
                Assert.Contains(SeedWords.StatusOf(state, released), Enum.GetValues<SeedStatus>());

        Assert.Equal(SeedStatus.Failed, SeedWords.StatusOf(JobState.Cancelled, released: true));
        Assert.Equal(SeedStatus.Pending, SeedWords.StatusOf(JobState.Pending, released: false));
        Assert.Equal(SeedStatus.Queued, SeedWords.StatusOf(JobState.Pending, released: true));
    }

    [Theory]
    [InlineData(0, "urgent")]
    [InlineData(10, "urgent")]
    [InlineData(50, "high")]
    [InlineData(99, "high")]
    [InlineData(100, "normal")]
    [InlineData(200, "low")]
    [InlineData(1_000_000, "low")]
    public void A_number_between_the_words_counts_as_its_band(int number, string word) =>
        Assert.Equal(word, SeedWords.Priorities.Word(SeedWords.PriorityOf(number)));

    [Theory]
    [InlineData("URGENT")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_word_is_refused_with_those_that_are(string? word)
    {
        var refused = Assert.Throws<ProblemException>(() => SeedWords.Priorities.Parse("priority", word));

        Assert.Equal("priority is one of urgent, high, normal, low.", refused.Message);
    }

    private static void RoundTrip<T>(Vocabulary<T> words) where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Order(), words.Pairs.Select(pair => pair.Value).Order());
        Assert.All(words.Pairs, pair => Assert.Equal(pair.Value, words.Parse("word", words.Word(pair.Value))));
    }
}
