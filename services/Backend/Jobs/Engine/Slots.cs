using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>
/// The places in which handlers run. A place goes from one waiting item to the next without being put off, so that thousands of short
/// items cost no thread a change; and each brings up one more place while there are items waiting, until all are taken.
/// </summary>
internal sealed class Slots(RunningItems running, ItemRunner runner, IOptions<JobsOptions> options, TimeProvider clock)
{
    // Handlers that never wait for anything would keep everybody else from their thread.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    private readonly Lock _gate = new();
    private int _free = options.Value.MaxRunningItems;
    private bool _coming;
    private bool _closed;

    /// <summary>Items wait: runs them as soon as there is a place.</summary>
    public void Fill()
    {
        lock (_gate)
        {
            // One comes at a time: it brings up the next when it has found an item.
            if (_closed || _coming || _free == 0 || !running.AnyWaiting)
                return;
            (_coming, _free) = (true, _free - 1);
        }
        ThreadPool.UnsafeQueueUserWorkItem(slots => _ = slots.ComeAsync(), this, preferLocal: false);
    }

    /// <summary>A handler was left behind with its place: there is another one instead.</summary>
    public void Replace() => Leave();

    /// <summary>What still waits is not begun any more.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    private Task ComeAsync()
    {
        lock (_gate)
            _coming = false;
        return RunAsync();
    }

    private async Task RunAsync()
    {
        var since = clock.GetTimestamp();
        while (!Volatile.Read(ref _closed) && running.TryBegin() is { } item)
        {
            Fill();
            if (!await runner.RunAsync(item))
                return;
            if (clock.GetElapsedTime(since) < Turn)
                continue;
            ThreadPool.UnsafeQueueUserWorkItem(slots => _ = slots.RunAsync(), this, preferLocal: false);
            return;
        }
        Leave();
    }

    private void Leave()
    {
        lock (_gate)
            _free++;
        // What came while this place was still taken found none.
        Fill();
    }
}
