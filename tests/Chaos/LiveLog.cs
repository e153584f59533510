using Suite.Jobs;
using Suite.Platform;

namespace Suite.Tests.Chaos;

/// <summary>What a client of the live channel was told, from the first message on.</summary>
internal sealed class LiveLog
{
    private readonly Dictionary<long, List<string>> _items = [];
    private readonly Dictionary<Guid, JobChanged> _jobs = [];
    private long _seq;

    /// <summary>Messages whose number was not the one before it plus one.</summary>
    public int OutOfSequence { get; private set; }

    public long LastSeq => Volatile.Read(ref _seq);

    /// <summary>The states of every item, as they were told.</summary>
    public IReadOnlyDictionary<long, List<string>> Items => _items;

    /// <summary>What was told last of every job.</summary>
    public IReadOnlyDictionary<Guid, JobChanged> Jobs => _jobs;

    public static LiveLog Follow(Desk desk)
    {
        var log = new LiveLog();
        _ = log.FollowAsync(desk);
        return log;
    }

    /// <summary>Waits until everything up to <paramref name="seq"/> has come.</summary>
    public async Task<LiveLog> UpToAsync(long seq)
    {
        for (var tries = 0; LastSeq < seq && tries < 600; tries++)
            await Task.Delay(50);
        return this;
    }

    private async Task FollowAsync(Desk desk)
    {
        await foreach (var message in desk.Live.SubscribeAsync(Desk.Team, 0, CancellationToken.None))
            Take(message);
    }

    private void Take(LiveMessage message)
    {
        if (message.Seq != _seq + 1)
            OutOfSequence++;
        if (message.Topic == JobChanged.Topic)
        {
            var job = message.Read<JobChanged>();
            _jobs[job.JobId] = job;
        }
        else if (message.Topic == ItemsChanged.Topic)
        {
            foreach (var item in message.Read<ItemsChanged>().Items)
            {
                if (!_items.TryGetValue(item.ItemId, out var states))
                    _items.Add(item.ItemId, states = []);
                states.Add(item.State);
            }
        }

        Volatile.Write(ref _seq, message.Seq);
    }
}
