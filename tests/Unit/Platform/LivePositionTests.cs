using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public class LivePositionTests
{
    [Theory]
    [InlineData(10, 4L, 10, true)]
    [InlineData(10, 4L, 7, true)]
    [InlineData(10, 4L, 3, true)]
    [InlineData(10, 4L, 2, false)]
    [InlineData(10, null, 10, true)]
    [InlineData(10, null, 9, false)]
    [InlineData(10, 4L, 11, false)]
    [InlineData(0, null, 0, true)]
    public void A_client_can_go_on_when_all_that_it_lacks_is_kept(long last, long? oldest, long seen, bool covered) =>
        Assert.Equal(covered, new LivePosition(last, oldest).Covers(seen));
}
