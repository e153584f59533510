using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class QueueNameTests
{
    [Theory]
    [InlineData("Caption jobs", "caption-jobs")]
    [InlineData("  Écran   n° 3!  ", "ecran-n-3")]
    [InlineData("日本語", "queue")]
    [InlineData("---", "queue")]
    public void A_title_becomes_plain_words_and_six_characters_by_chance(string title, string slug) =>
        Assert.Matches($"^{slug}-[a-z0-9]{{6}}$", QueueName.For(title, new Random(1)));

    [Fact]
    public void The_longest_title_makes_a_name_that_fits() =>
        Assert.InRange(QueueName.For(new string('x', 200), new Random(1)).Length, 7, 100);
}
