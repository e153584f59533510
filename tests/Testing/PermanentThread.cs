using System.Collections.Concurrent;

namespace Suite.Testing;

/// <summary>
/// One thread that lives as long as the process. The kernel's parent-death signal follows the thread that started a child,
/// so children started from a pool thread would die with it, in the middle of a run.
/// </summary>
internal static class PermanentThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static PermanentThread() => new Thread(() =>
    {
        foreach (var action in Work.GetConsumingEnumerable())
            action();
    })
    { IsBackground = true, Name = "child processes" }.Start();

    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try { done.SetResult(work()); }
            catch (Exception failure) { done.SetException(failure); }
        });
        return done.Task;
    }
}
