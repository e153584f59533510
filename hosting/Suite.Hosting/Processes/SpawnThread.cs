using System.Collections.Concurrent;

namespace Suite.Hosting.Processes;

/// <summary>
/// One thread that lives as long as the AppHost and starts every child. The kernel's parent-death signal follows the thread
/// that started a process: started from a pool thread, children would be ended in the middle of a run.
/// </summary>
internal static class SpawnThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static SpawnThread() => new Thread(() =>
    {
        foreach (var action in Work.GetConsumingEnumerable())
            action();
    })
    { IsBackground = true, Name = "spawn" }.Start();

    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }
}
