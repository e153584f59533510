using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public class TopicFilterTests
{
    [Theory]
    [InlineData(null, "jobs.job-changed", true)]
    [InlineData("jobs.*", "jobs.job-changed", true)]
    [InlineData("jobs.*", "jobsworth.thing", false)]
    [InlineData("jobs.job-changed", "jobs.job-changed", true)]
    [InlineData("jobs.job-changed", "jobs.items-changed", false)]
    [InlineData("jobs.job-changed, assets.*", "assets.asset-changed", true)]
    [InlineData("jobs.*", "live.reset", true)]
    public void It_takes_what_was_asked_for_and_what_the_channel_itself_says(string? topics, string topic, bool taken) =>
        Assert.Equal(taken, TopicFilter.Parse(topics)!.Takes(topic));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("jobs")]
    [InlineData("jobs.")]
    [InlineData("Jobs.*")]
    [InlineData("jobs.job*")]
    [InlineData("jobs.*,,assets.*")]
    public void What_is_no_list_of_topics_is_refused(string topics) => Assert.Null(TopicFilter.Parse(topics));

    [Fact]
    public void A_list_has_an_end() => Assert.Null(TopicFilter.Parse(string.Join(',', Enumerable.Repeat("jobs.*", 500))));
}
