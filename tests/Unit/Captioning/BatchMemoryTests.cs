using Suite.Captioning;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public class BatchMemoryTests
{
    private static readonly DateTimeOffset Came = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Job = new("0197a000-0000-7000-8000-000000000001");

    private readonly BatchMemory _memory = new(Came);

    [Fact]
    public void What_happened_before_the_client_came_is_no_news() => Assert.False(_memory.IsNew(Job, "ended", Came.AddSeconds(-1)));

    [Fact]
    public void A_change_of_priority_is_not_told_as_another_creation()
    {
        Assert.True(_memory.IsNew(Job, "created", Came.AddSeconds(1)));
        Assert.False(_memory.IsNew(Job, "created", Came.AddSeconds(1)));
    }

    [Fact]
    public void A_job_that_is_retried_ends_twice_and_one_that_is_archived_does_not()
    {
        Assert.True(_memory.IsNew(Job, "ended", Came.AddSeconds(5)));
        Assert.False(_memory.IsNew(Job, "ended", Came.AddSeconds(5)));
        Assert.True(_memory.IsNew(Job, "ended", Came.AddSeconds(9)));
    }

    [Fact]
    public void A_job_is_cancelled_once_although_its_running_items_end_later()
    {
        Assert.True(_memory.IsNew(Job, "cancelled", DateTimeOffset.MaxValue, repeats: false));
        Assert.False(_memory.IsNew(Job, "cancelled", Came.AddSeconds(3), repeats: false));
    }

    [Fact]
    public void Progress_is_told_once_a_second()
    {
        Assert.True(_memory.MayTellProgress(Job, Came));
        Assert.False(_memory.MayTellProgress(Job, Came.AddMilliseconds(999)));
        Assert.True(_memory.MayTellProgress(Job, Came.AddMilliseconds(1_000)));
    }
}
