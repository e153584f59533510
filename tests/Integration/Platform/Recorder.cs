using System.Collections.Concurrent;
using System.Threading.Channels;
using Suite.Platform;

namespace Suite.Tests.Integration.Platform;

/// <summary>A subscriber that writes down what it is given, after <c>react</c> has had a chance to fail.</summary>
internal sealed class Recorder(Func<PublishedEvent, Task>? react = null, params string[] topics) : IEventSubscriber
{
    private readonly Channel<PublishedEvent> _handled = Channel.CreateUnbounded<PublishedEvent>();

    public IReadOnlyCollection<string> Topics { get; } = topics;

    /// <summary>Topics of all attempts, failed ones too.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    public async Task HandleAsync(PublishedEvent published, CancellationToken cancel)
    {
        Attempts.Enqueue(published.Topic);
        if (react is not null)
            await react(published);
        _handled.Writer.TryWrite(published);
    }

    /// <summary>The next <paramref name="count"/> events that were handled.</summary>
    public async Task<List<PublishedEvent>> TakeAsync(int count, CancellationToken cancel)
    {
        var events = new List<PublishedEvent>();
        while (events.Count < count)
            events.Add(await _handled.Reader.ReadAsync(cancel));
        return events;
    }

    public bool IsIdle => _handled.Reader.Count == 0;
}
