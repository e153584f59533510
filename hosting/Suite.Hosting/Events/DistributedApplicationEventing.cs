using System.Collections.Immutable;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Eventing;

public enum EventDispatchBehavior
{
    BlockingSequential,
    BlockingConcurrent,
    NonBlockingSequential,
    NonBlockingConcurrent,
}

public sealed class DistributedApplicationEventSubscription(
    Type eventType, IResource? resource, Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;

    internal bool Takes(IDistributedApplicationEvent published) =>
        eventType.IsInstanceOfType(published)
        && (resource is null || (published is IDistributedApplicationResourceEvent of && of.Resource == resource));
}

/// <summary>Tells the program's own code what happens to the application and its resources.</summary>
public interface IDistributedApplicationEventing
{
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;

    Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}

internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<DistributedApplicationEventSubscription> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent =>
        Add(new(typeof(T), null, (published, cancel) => callback((T)published, cancel)));

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Add(new(typeof(T), resource, (published, cancel) => callback((T)published, cancel)));

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Remove(subscription));

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        var takers = _subscriptions.Where(subscription => subscription.Takes(@event)).ToArray();
        var dispatch = dispatchBehavior switch
        {
            EventDispatchBehavior.BlockingConcurrent or EventDispatchBehavior.NonBlockingConcurrent =>
                Task.WhenAll(takers.Select(taker => taker.Callback(@event, cancellationToken))),
            _ => InTurnAsync(takers, @event, cancellationToken),
        };
        return dispatchBehavior is EventDispatchBehavior.NonBlockingConcurrent or EventDispatchBehavior.NonBlockingSequential
            ? Task.CompletedTask
            : dispatch;
    }

    private static async Task InTurnAsync(
        DistributedApplicationEventSubscription[] takers, IDistributedApplicationEvent published, CancellationToken cancel)
    {
        foreach (var taker in takers)
            await taker.Callback(published, cancel);
    }

    private DistributedApplicationEventSubscription Add(DistributedApplicationEventSubscription subscription)
    {
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Add(subscription));
        return subscription;
    }
}
