using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs.Limits;

public class AllotmentTests
{
    [Fact]
    public void Jobs_take_what_they_have_ready_in_their_turn_until_the_room_is_used_up()
    {
        var allotment = new Allotment(items: 10, jobs: null, itemsPerJob: null, limits: new Dictionary<string, int>());

        var taken = Offer(allotment, Job(ready: 4), Job(ready: 9), Job(ready: 1));

        Assert.Equal([4, 6, 0], taken);
        Assert.Equal(0, allotment.Room);
    }

    [Fact]
    public void Jobs_that_share_a_limit_share_what_it_leaves()
    {
        var allotment = new Allotment(10, null, null, new Dictionary<string, int> { ["provider:a"] = 3 });

        var taken = Offer(allotment, Job(2, keys: ["provider:a"]), Job(5, keys: ["provider:a"]), Job(5, keys: ["provider:b"]));

        Assert.Equal([2, 1, 5], taken);
        Assert.Equal(["provider:a"], allotment.Exhausted);
    }

    [Fact]
    public void The_smallest_of_several_limits_counts()
    {
        var allotment = new Allotment(10, null, null, new Dictionary<string, int> { ["provider:a"] = 5, ["team:1"] = 2 });

        var taken = Offer(allotment, Job(9, keys: ["provider:a", "team:1"]), Job(9, keys: ["provider:a"]));

        Assert.Equal([2, 3], taken);
    }

    [Fact]
    public void The_queues_own_limits_hold_too()
    {
        var allotment = new Allotment(10, jobs: 1, itemsPerJob: 3, new Dictionary<string, int>());

        var taken = Offer(allotment, Job(9, running: 2), Job(9, begins: true), Job(9, begins: true), Job(9, running: 5));

        Assert.Equal([1, 3, 0, 0], taken);
        Assert.False(allotment.MayBeginJobs);
    }

    [Fact]
    public void A_limit_that_was_lowered_below_what_runs_leaves_nothing()
    {
        var allotment = new Allotment(10, null, null, new Dictionary<string, int> { ["provider:a"] = 0 });

        Assert.Equal([0], Offer(allotment, Job(9, keys: ["provider:a"])));
    }

    private static int[] Offer(Allotment allotment, params Candidate[] jobs)
    {
        Array.ForEach(jobs, allotment.Offer);
        return [.. jobs.Select(job => allotment.Items.GetValueOrDefault(job.Id))];
    }

    private static Candidate Job(int ready, int running = 0, bool begins = false, string[]? keys = null) =>
        new(Guid.NewGuid(), keys ?? [], begins, ready, running);
}
