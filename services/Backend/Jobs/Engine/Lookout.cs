namespace Suite.Jobs;

/// <summary>Where there may be work: told by notices, and found by a look at all queues now and then.</summary>
internal sealed class Lookout(RunningItems running, Wakeup wakeup)
{
    private volatile bool _everywhere = true;

    /// <summary>Something is ready, as the notice says; an empty one stands for anything anywhere.</summary>
    public void Hear(ReadyNotice notice)
    {
        if (string.IsNullOrEmpty(notice.Queue))
        {
            foreach (var queue in running.Queues)
                queue.Mark.Forget();
            _everywhere = true;
        }
        else
        {
            var queue = running.Queue(notice.Queue);
            if (notice.Turn is { } turn)
                queue.Mark.Heard(turn);
            else
                queue.Mark.Forget();
            queue.Exhausted = false;
        }
        wakeup.Set();
    }

    /// <summary>Whether all queues are to be looked at; asking makes it so no more.</summary>
    public bool TakeEverywhere()
    {
        var everywhere = _everywhere;
        _everywhere = false;
        return everywhere;
    }
}
