using Suite.Platform;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public class PagingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_cursor_gives_back_the_place_it_was_made_of()
    {
        var place = new Place("ä/+", Guid.CreateVersion7(), Noon);

        Assert.Equal(place, Paging.Decode<Place>(Paging.Encode(place)));
    }

    [Fact]
    public void A_time_in_a_cursor_that_somebody_made_up_is_taken_in_utc()
    {
        var elsewhere = new Place("a", Guid.Empty, new(2026, 11, 22, 14, 0, 0, TimeSpan.FromHours(2)));

        Assert.Equal(TimeSpan.Zero, Paging.Decode<Place>(Paging.Encode(elsewhere))!.At.Offset);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("%%%")]
    [InlineData("bnVsbA")]
    [InlineData("eyJOYW1lIjoxfQ")]
    public void A_cursor_that_is_not_ours_is_refused_with_its_code(string cursor)
    {
        var refusal = Assert.Throws<ProblemException>(() => Paging.Decode<Place>(cursor));

        Assert.Equal(("invalid-cursor", 400), (refusal.Kind.Code, refusal.Kind.Status));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_cursor_a_list_begins_at_the_beginning(string? cursor) => Assert.Null(Paging.Decode<Place>(cursor));

    [Theory]
    [InlineData(null, 50)]
    [InlineData(1, 1)]
    [InlineData(200, 200)]
    public void A_limit_within_bounds_counts(int? asked, int expected) => Assert.Equal(expected, Paging.Limit(asked));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(201)]
    public void A_limit_out_of_bounds_is_refused(int asked) =>
        Assert.Equal("invalid-limit", Assert.Throws<ProblemException>(() => Paging.Limit(asked)).Kind.Code);

    [Fact]
    public void A_page_has_a_next_one_only_when_a_row_more_was_found()
    {
        List<string> three = ["a", "b", "c"];

        var cut = three.ToPage(2, row => new Place(row, Guid.Empty, Noon));
        var whole = three.ToPage(3, row => new Place(row, Guid.Empty, Noon));

        Assert.Equal(["a", "b"], cut.Items);
        Assert.Equal("b", Paging.Decode<Place>(cut.NextCursor)!.Name);
        Assert.Null(whole.NextCursor);
    }

    private sealed record Place(string Name, Guid Id, DateTimeOffset At);
}
