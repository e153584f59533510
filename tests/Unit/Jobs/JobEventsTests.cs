using System.Text.Json;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class JobEventsTests
{
    private static readonly Guid Team = Guid.NewGuid();

    [Fact]
    public void Many_changes_are_told_in_messages_of_five_hundred_in_their_order()
    {
        var told = JobEvents.Of(Enumerable.Range(0, 1_200).Select(id => Change(id)));

        Assert.Equal([500, 500, 200], told.Select(message => Items(message).Count));
        Assert.Equal(Enumerable.Range(0, 1_200).Select(id => (long)id), told.SelectMany(Items).Select(item => item.ItemId));
    }

    [Fact]
    public void Long_errors_in_any_language_make_no_message_longer_than_the_outbox_takes()
    {
        var told = JobEvents.Of(Enumerable.Range(0, 1_000).Select(id => Change(id, error: new string('\u6f22', 2_000))));

        Assert.All(told, message => Assert.InRange(
            JsonSerializer.SerializeToUtf8Bytes(message.Payload, SuiteJson.Options).Length, 1, IOutbox.LongestPayload / 4));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(id => (long)id), told.SelectMany(Items).Select(item => item.ItemId));
    }

    [Fact]
    public void A_team_is_told_only_of_its_own()
    {
        var stranger = Guid.NewGuid();

        var told = JobEvents.Of([Change(1), Change(2, stranger), Change(3)]);

        Assert.Equal([1L, 3L], Items(Assert.Single(told, message => message.TeamId == Team)).Select(item => item.ItemId));
        Assert.Equal([2L], Items(Assert.Single(told, message => message.TeamId == stranger)).Select(item => item.ItemId));
    }

    private static IReadOnlyList<ItemChanged> Items(NewEvent message) => ((ItemsChanged)message.Payload).Items;

    private static ItemChange Change(long id, Guid? team = null, string? error = null) =>
        new(team ?? Team, Guid.Empty, id, "test", "step", null, "ready", 0, 1, error);
}
