using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Eventing;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class EventingTests
{
    private readonly DistributedApplicationEventing _eventing = new();
    private readonly List<string> _heard = [];
    private readonly IResource _one = DistributedApplication.CreateBuilder().AddContainer("one", "example/one").Resource;
    private readonly IResource _two = DistributedApplication.CreateBuilder().AddContainer("two", "example/two").Resource;

    [Fact]
    public async Task Handlers_of_one_resource_hear_of_that_resource_alone_in_their_order()
    {
        _eventing.Subscribe<ResourceReadyEvent>(_one, (_, _) => Hear("first"));
        _eventing.Subscribe<ResourceReadyEvent>(_one, (_, _) => Hear("second"));
        _eventing.Subscribe<ResourceReadyEvent>((ready, _) => Hear($"any: {ready.Resource.Name}"));

        await _eventing.PublishAsync(Ready(_one), TestContext.Current.CancellationToken);
        await _eventing.PublishAsync(Ready(_two), TestContext.Current.CancellationToken);

        Assert.Equal(["first", "second", "any: one", "any: two"], _heard);
    }

    [Fact]
    public async Task Who_unsubscribes_hears_no_more()
    {
        var subscription = _eventing.Subscribe<ResourceReadyEvent>((_, _) => Hear("heard"));
        _eventing.Unsubscribe(subscription);

        await _eventing.PublishAsync(Ready(_one), TestContext.Current.CancellationToken);

        Assert.Empty(_heard);
    }

    [Fact]
    public async Task A_handlers_failure_reaches_whoever_published_and_waits()
    {
        _eventing.Subscribe<ResourceReadyEvent>((_, _) => throw new InvalidOperationException("no"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _eventing.PublishAsync(Ready(_one), TestContext.Current.CancellationToken));
    }

    private static ResourceReadyEvent Ready(IResource resource) => new(resource, null!);

    private Task Hear(string word)
    {
        _heard.Add(word);
        return Task.CompletedTask;
    }
}
